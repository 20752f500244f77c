//! Whatever the lines do, everybody ends with the same document, and so does the database.

use crate::{
    client::{Client, Dice, all, random_change},
    world::{World, quick},
};
use collaboration::Settings;
use model::content::Role;
use std::time::Duration;

#[tokio::test(flavor = "multi_thread")]
async fn five_clients_with_bad_lines_end_with_the_same_document() {
    for seed in 0..12 {
        let settings = if seed % 2 == 0 { quick() } else { Settings { fold_after: 5, waiting_frames: 16, ..Settings::default() } };
        let world = World::new(settings).await;
        let mut dice = Dice(seed);
        let mut clients: Vec<Client> = (0..5).map(|_| Client::new()).collect();
        for _ in 0..250 {
            let which = dice.roll(5) as usize;
            let client = &mut clients[which];
            match dice.roll(12) {
                // The line breaks, perhaps with something in it that was never delivered.
                0 => client.leave(),
                1 | 2 if client.connection.is_none() || client.closed.is_some() => {
                    let connection = world.hub.join(world.post, world.owner.clone(), None, Role::Owner, true).await.unwrap();
                    client.connect(connection).await;
                }
                // A change that the line swallows; it comes with the next step 2.
                3 if client.connection.is_none() => drop(random_change(client, &mut dice)),
                4..=7 => {
                    let update = random_change(client, &mut dice);
                    client.send_update(&update).await;
                }
                8 => tokio::time::sleep(Duration::from_millis(dice.roll(4))).await,
                _ => client.take_all().await,
            }
            if clients[which].closed.is_some() {
                clients[which].leave();
            }
        }
        for client in &mut clients {
            client.leave();
            let connection = world.hub.join(world.post, world.owner.clone(), None, Role::Owner, true).await.unwrap();
            client.enter(connection).await;
        }
        for client in &mut clients {
            client.until("all is durable", |client| client.durable == client.sent && client.sent > 0).await;
        }
        for client in &mut clients {
            client.rest(Duration::from_millis(150)).await;
            assert!(client.closed.is_none(), "seed {seed}: {:?}", client.closed);
        }
        let server = all(&world.stored().await);
        for client in &clients {
            assert_eq!(client.all(), server, "seed {seed}");
        }
    }
}
