//! The pages of fans as the server makes them: they show, filter and change without scripts. And the file with all of them.

use crate::{
    desk::{connect, fans},
    support::{Answer, Person, TestServer},
};
use model::crm::Role;
use reqwest::{Method, header};

/// Sends a form as a browser without scripts does.
async fn form(server: &TestServer, person: &Person, function: &str, from: &str, body: &str) -> Answer {
    let request = person.request(Method::POST, function).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let request = request.header(header::ACCEPT, "text/html").header(header::REFERER, server.url(from)).header(header::ORIGIN, server.url(""));
    Answer::read(request.body(body.to_owned()).send().await.unwrap()).await
}

#[tokio::test]
async fn fans_are_filtered_tagged_listed_and_kept_without_scripts() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let page = ana.get("/fans").await;
    assert!(page.status == 200 && page.text.contains("Connect an OnlyFans account first"), "{}", page.text);
    let account = connect(&server, &ana).await["id"].as_str().unwrap().to_owned();
    let all = fans(&ana).await;
    let (first, name) = (all[0]["id"].as_str().unwrap(), all[0]["name"].as_str().unwrap());
    let kept = form(&server, &ana, "/fn/add_list", "/fans/lists", &format!("account={account}&name=Night")).await;
    assert_eq!(kept.status, 302, "{}", kept.text);
    let list = server.services.desk.lists(ana.id, account.parse().unwrap()).await.unwrap()[0].id;
    let change = |rest: String| format!("account={account}&found=%7B%7D&{rest}");
    for (rest, count) in [(format!("which=these&fans[]={first}&act=tag&tag=vip&list="), 1), (format!("which=all&act=list&tag=&list={list}"), 0)] {
        let changed = form(&server, &ana, "/fn/change_fans", "/fans", &change(rest)).await;
        assert_eq!(changed.status, 302, "{}", changed.text);
        let tagged = ana.get(&format!("/api/crm/fans?account={account}&tags=vip")).await.json;
        assert!(tagged["items"].as_array().unwrap().len() >= count, "{tagged}");
    }
    let listed = ana.get(&format!("/api/crm/fans?account={account}&lists={list}&limit=100")).await.json;
    assert_eq!(listed["items"].as_array().unwrap().len(), all.len(), "{listed}");
    let page = ana.get(&format!("/fans?account={account}&tags=vip&lists%5B%5D={list}")).await;
    assert!(page.text.contains(name) && page.text.contains("1 fan;"), "{}", page.text);
    assert!(page.text.contains("tags=vip") && page.text.contains("fans.csv?") && page.text.contains("/campaigns/new?account="), "{}", page.text);
    let saved = form(&server, &ana, "/fn/save_segment", "/fans", &format!("account={account}&name=Big&found=%7B%22tags%22%3A%22vip%22%7D")).await;
    assert_eq!(saved.status, 302, "{}", saved.text);
    let page = ana.get("/campaigns/new").await;
    assert!(page.text.contains("Begin with a saved segment") && page.text.contains("tags=vip"), "{}", page.text);
    let page = ana.get(&format!("/campaigns/new?account={account}&tags=vip")).await;
    assert!(page.text.contains("name=\"filled[segment][tags]\"") && page.text.contains("value=\"vip\""), "{}", page.text);
    // What cannot be asked so is said beside its field.
    let page = ana.get("/fans?seen_within=soon").await;
    assert!(page.status == 200 && page.text.contains("Write a number of days, 1 to 3650."), "{}", page.text);
}

#[tokio::test]
async fn a_fans_page_has_all_that_is_known_and_goes_with_the_fan() {
    let server = TestServer::start().await;
    let (ana, leo, charles) = (server.person("Ana").await, server.person("Leo").await, server.person("Charles").await);
    let account = connect(&server, &ana).await["id"].as_str().unwrap().to_owned();
    let all = fans(&ana).await;
    let (id, name) = (all[0]["id"].as_str().unwrap(), all[0]["name"].as_str().unwrap());
    let path = format!("/fans/{id}");
    server.services.desk.set_role(ana.id, account.parse().unwrap(), charles.id, Role::Chatter).await.unwrap();
    let page = ana.get(&path).await;
    assert!(page.status == 200 && page.text.contains(name) && page.text.contains("Payments") && page.text.contains("The same person twice?"));
    let page = charles.get(&path).await;
    assert!(page.status == 200 && page.text.contains(name) && !page.text.contains("The same person twice?"), "{}", page.text);
    let list = charles.get("/fans").await;
    assert!(list.text.contains(name) && !list.text.contains("fans.csv") && !list.text.contains("Change many at once"), "{}", list.text);
    assert_eq!(leo.get(&path).await.status, 404);
    assert_eq!(leo.get(&format!("/fans?account={account}")).await.status, 404);
    assert_eq!(server.nobody().get(&path).await.status, 303);
    let gone = form(&server, &ana, "/fn/delete_fan", &path, &format!("id={id}&erase=true")).await;
    assert_eq!((gone.status.as_u16(), gone.header("location").contains("/fans?account=")), (302, true), "{}", gone.text);
    assert_eq!(ana.get(&path).await.status, 404);
}

#[tokio::test]
async fn the_file_has_everybody_who_is_asked_for_in_the_columns_of_the_import() {
    let server = TestServer::start().await;
    let ana = server.person("Ana").await;
    let account = connect(&server, &ana).await["id"].as_str().unwrap().to_owned();
    let all = fans(&ana).await;
    let file = ana.get(&format!("/api/crm/accounts/{account}/fans.csv")).await;
    assert!(file.header("content-type").starts_with("text/csv") && file.header("content-disposition").contains("fans.csv"));
    let lines: Vec<&str> = file.text.lines().collect();
    assert_eq!((lines.len(), lines[0]), (all.len() + 1, "Username,Display Name,Email,Subscription Tier,Total Spent,Last Seen"));
    let none = ana.get(&format!("/api/crm/accounts/{account}/fans.csv?spentFromCents=900000000")).await;
    assert_eq!(none.text.lines().count(), 1);
}

#[tokio::test]
async fn an_automatic_message_is_written_switched_on_and_foreseen_without_scripts() {
    let server = TestServer::start().await;
    let (ana, charles) = (server.person("Ana").await, server.person("Charles").await);
    let account = connect(&server, &ana).await["id"].as_str().unwrap().to_owned();
    fans(&ana).await;
    server.services.desk.set_role(ana.id, account.parse().unwrap(), charles.id, Role::Chatter).await.unwrap();
    let page = ana.get("/automations").await;
    assert!(page.status == 200 && page.text.contains("Nothing goes out by itself") && page.text.contains("New automatic message"));
    assert_eq!(ana.get("/automations/new").await.status, 200);
    let fields = format!(
        "id=&filled[account]={account}&filled[name]=Welcome&filled[trigger]=new&filled[text]=Hi&filled[delay_from]=5&filled[delay_to]=10\
         &filled[quiet_from]=22:00&filled[quiet_to]=08:00&filled[unless_fan_wrote]=true"
    );
    let saved = form(&server, &ana, "/fn/save_automation", "/automations/new", &fields).await;
    assert_eq!((saved.status.as_u16(), saved.header("location").contains("/automations/")), (302, true), "{}", saved.text);
    let one = server.services.desk.automations(ana.id, account.parse().unwrap()).await.unwrap().remove(0);
    assert_eq!((one.quiet, one.unless_fan_wrote, one.unless_team_wrote, one.active_since), (Some((1_320, 480)), true, false, None));
    let page = ana.get(&format!("/automations/{}", one.id)).await;
    assert!(page.status == 200 && page.text.contains("Who would have got it") && page.text.contains("value=\"22:00\""), "{}", page.text);
    assert!(page.text.contains("In the last 31 days nothing was held back."), "{}", page.text);
    let on = form(&server, &ana, "/fn/switch_automation", "/automations", &format!("id={}&on=true", one.id)).await;
    assert_eq!(on.status, 302, "{}", on.text);
    let page = ana.get("/automations").await;
    assert!(page.text.contains("Switch off Welcome"), "{}", page.text);
    let page = charles.get("/automations").await;
    assert!(page.status == 200 && page.text.contains("Welcome") && !page.text.contains("Switch off Welcome"), "{}", page.text);
    assert_eq!(charles.get("/automations/new").await.status, 403);
}
