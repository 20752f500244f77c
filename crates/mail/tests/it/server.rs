//! A mail server that speaks just enough SMTP, and fails where it is told to.

use std::sync::{Arc, Mutex};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    sync::Notify,
};

/// What the server does when a mail is complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Take,
    RefuseForNow,
    RefuseSlowly,
    RefuseForGood,
    HangUp,
    Silence,
}

#[derive(Clone)]
pub struct Server(Arc<Inner>);

struct Inner {
    port: u16,
    answers: Mutex<Vec<Answer>>,
    mails: Mutex<Vec<String>>,
    heard: Notify,
}

impl Server {
    /// Answers each mail with the next of `answers`, the last one from then on.
    pub async fn start(answers: &[Answer]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut answers = answers.to_vec();
        answers.reverse();
        let inner =
            Inner { port: listener.local_addr().unwrap().port(), answers: Mutex::new(answers), mails: Mutex::default(), heard: Notify::new() };
        let server = Self(Arc::new(inner));
        let serving = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let server = serving.clone();
                tokio::spawn(async move { server.talk(stream).await });
            }
        });
        server
    }

    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.0.port)
    }

    /// The mails that were said to the end, whatever the answer was.
    pub fn mails(&self) -> Vec<String> {
        self.0.mails.lock().unwrap().clone()
    }

    /// Waits until so many mails were said.
    pub async fn heard(&self, mails: usize) {
        while self.mails().len() < mails {
            self.0.heard.notified().await;
        }
    }

    async fn talk(&self, stream: TcpStream) -> Option<()> {
        let (reading, mut writing) = stream.into_split();
        let mut lines = BufReader::new(reading).lines();
        writing.write_all(b"220 test\r\n").await.ok()?;
        while let Some(line) = lines.next_line().await.ok()? {
            let answer = match line.split(' ').next()?.to_uppercase().as_str() {
                "DATA" => {
                    writing.write_all(b"354 go on\r\n").await.ok()?;
                    let mut mail = String::new();
                    loop {
                        let line = lines.next_line().await.ok()??;
                        if line == "." {
                            break;
                        }
                        mail.push_str(&line);
                        mail.push('\n');
                    }
                    self.answer(mail).await?
                }
                "QUIT" => "221 bye",
                _ => "250 ok",
            };
            writing.write_all(format!("{answer}\r\n").as_bytes()).await.ok()?;
        }
        Some(())
    }

    async fn answer(&self, mail: String) -> Option<&'static str> {
        let answer = {
            let mut answers = self.0.answers.lock().unwrap();
            if answers.len() > 1 { answers.pop()? } else { *answers.last()? }
        };
        self.0.mails.lock().unwrap().push(mail);
        self.0.heard.notify_waiters();
        self.0.heard.notify_one();
        match answer {
            Answer::Take => Some("250 taken"),
            Answer::RefuseForNow => Some("451 try later"),
            Answer::RefuseSlowly => {
                tokio::time::sleep(std::time::Duration::from_secs(2)).await;
                Some("451 try later")
            }
            Answer::RefuseForGood => Some("554 no"),
            Answer::HangUp => None,
            Answer::Silence => std::future::pending().await,
        }
    }
}
