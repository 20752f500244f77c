//! Demo data: three people and what they write together.

use accounts::NewAccount;
use model::{
    ErrorCode, Language, PageRequest, Result,
    accounts::User,
    content::{Role, Status},
};
use services::Services;

/// The password of all demo accounts.
pub const PASSWORD: &str = "huntaze-demo";

/// The demo people; the first one is the administrator.
const PEOPLE: [(&str, &str); 3] =
    [("Ana Duarte", "ana@demo.huntaze.app"), ("Leo Marchand", "leo@demo.huntaze.app"), ("Mia Okafor", "mia@demo.huntaze.app")];

const ANA: usize = 0;
const LEO: usize = 1;
const MIA: usize = 2;

struct Post {
    owner: usize,
    title: &'static str,
    markdown: &'static str,
    shared: &'static [(usize, Role)],
    status: Status,
}

/// The oldest first: lists show them the other way round.
const POSTS: [Post; 8] = [
    Post {
        owner: ANA,
        title: "Answer to Northfold Tents",
        markdown: include_str!("../demo/sponsor-reply.md"),
        shared: &[(LEO, Role::Commenter)],
        status: Status::Archived,
    },
    Post {
        owner: LEO,
        title: "Studio checklist",
        markdown: include_str!("../demo/studio-checklist.md"),
        shared: &[(ANA, Role::Viewer), (MIA, Role::Viewer)],
        status: Status::Draft,
    },
    Post { owner: ANA, title: "Carnet de Lyon", markdown: include_str!("../demo/carnet-de-lyon.md"), shared: &[], status: Status::Draft },
    Post {
        owner: ANA,
        title: "Ten questions you asked me",
        markdown: include_str!("../demo/ten-questions.md"),
        shared: &[(MIA, Role::Viewer)],
        status: Status::Draft,
    },
    Post {
        owner: MIA,
        title: "Thumbnails for the spring series",
        markdown: include_str!("../demo/thumbnails-brief.md"),
        shared: &[(ANA, Role::Commenter), (LEO, Role::Editor)],
        status: Status::Draft,
    },
    Post {
        owner: ANA,
        title: "Ten thousand: thank you",
        markdown: include_str!("../demo/thank-you-10000.md"),
        shared: &[(LEO, Role::Editor)],
        status: Status::Draft,
    },
    Post {
        owner: ANA,
        title: "Everything I know about packing light",
        markdown: include_str!("../demo/packing-light.md"),
        shared: &[(LEO, Role::Commenter), (MIA, Role::Viewer)],
        status: Status::Draft,
    },
    Post {
        owner: ANA,
        title: "The spring series: plan for the launch",
        markdown: include_str!("../demo/spring-launch.md"),
        shared: &[(LEO, Role::Editor), (MIA, Role::Commenter)],
        status: Status::Draft,
    },
];

/// Fills a new database. Answers with lines for the one who started it: the sign-ins, or why there are none.
///
/// # Errors
/// The database does not take it.
pub async fn fill(services: &Services) -> Result<String> {
    if !services.accounts.is_empty().await? {
        return Ok(if services.accounts.by_email(PEOPLE[ANA].1).await?.is_some() {
            format!("The demo data is there already.\n{}", sign_ins())
        } else {
            "The database is not new: no demo data was put in.".to_owned()
        });
    }
    let mut people = Vec::new();
    for (name, email) in PEOPLE {
        people.push(join(services, name, email).await?);
    }
    for post in &POSTS {
        let owner = people[post.owner].id;
        let id = services.contents.create(owner, post.title, Some(post.markdown)).await?.id;
        for &(who, role) in post.shared {
            services.add_collaborator(owner, id, PEOPLE[who].1, role).await?;
        }
        if post.status != Status::Draft {
            services.set_status(owner, id, post.status).await?;
        }
    }
    Ok(sign_ins())
}

/// Signs a person up and opens the link in their mail, as they would.
async fn join(services: &Services, name: &str, email: &str) -> Result<User> {
    let new = NewAccount {
        name: name.to_owned(),
        email: email.to_owned(),
        password: PASSWORD.to_owned(),
        language: Language::En,
        time_zone: String::new(),
    };
    services.accounts.register(new, "demo").await?;
    let mails = services.mail.list(PageRequest::default()).await?;
    let mail = mails.items.iter().find(|mail| mail.to == email).ok_or(ErrorCode::Internal)?;
    let secret = mail.text.split_once("secret=").map(|(_, rest)| rest).ok_or(ErrorCode::Internal)?;
    let secret: String = secret.chars().take_while(char::is_ascii_hexdigit).collect();
    services.accounts.verify_email(&secret).await
}

fn sign_ins() -> String {
    let line = |(name, email): &(&str, &str)| format!("    {email}  password {PASSWORD}  ({name})");
    let lines: Vec<String> = PEOPLE.iter().map(line).collect();
    format!("Demo sign-ins:\n{}", lines.join("\n"))
}
