//! Steps, outcomes and numbers in words: said by the server, so that pages need not carry them.

use crate::{features::social::said::in_words, texts::Texts};
use model::{
    Language,
    social::{Number, ProblemCode},
};

crate::texts! {
    /// The words.
    StepTexts {
        first: "Looks what may be chosen", "Regarde ce qui peut être choisi";
        init: "Announces the post", "Annonce l’envoi";
        upload: "Sends the file", "Envoie le fichier";
        whereabouts: "Asks how far the upload is", "Demande où en est l’envoi";
        status: "Asks how far the platform is", "Demande où en est la plateforme";
        id: "Asks for the public address", "Demande l’adresse publique";
        child: "Prepares a part of the carousel", "Prépare une partie du carrousel";
        container: "Prepares the media", "Prépare les médias";
        ready: "Asks whether it is ready", "Demande si c’est prêt";
        publish: "Makes it public", "Met en ligne";
        link: "Asks for its address", "Demande son adresse";
        comment: "Writes the first comment", "Écrit le premier commentaire";
        submit: "Submits it", "Soumet le contenu";
        find: "Looks for it among what was submitted", "Le cherche parmi ce qui a été soumis";
        other: "Goes on", "Continue";
        went_on: "Done", "Fait";
        waits: "Waits for the platform", "Attend la plateforme";
        published: "Public", "En ligne";
        views: "Views", "Vues";
        likes: "Likes", "J’aime";
        comments: "Comments", "Commentaires";
        shares: "Shares", "Partages";
        saved: "Saved", "Enregistrements";
        reach: "Reach", "Portée";
        interactions: "Interactions", "Interactions";
        reposts: "Reposts", "Republications";
        score: "Score", "Score";
        upvotes: "Upvoted", "Votes positifs";
    }
}

/// What was done.
pub(super) fn of_step(language: Language, step: &str) -> &'static str {
    let texts = StepTexts::of(language);
    match step {
        "" => texts.first,
        "init" => texts.init,
        "upload" => texts.upload,
        "where" => texts.whereabouts,
        "status" => texts.status,
        "id" => texts.id,
        "child" => texts.child,
        "container" => texts.container,
        "ready" => texts.ready,
        "publish" => texts.publish,
        "link" => texts.link,
        "comment" => texts.comment,
        "submit" => texts.submit,
        "find" => texts.find,
        _ => texts.other,
    }
}

/// What came of it.
pub(super) fn of_outcome(language: Language, outcome: &str) -> String {
    let texts = StepTexts::of(language);
    match outcome {
        "went_on" => texts.went_on.to_owned(),
        "waits" => texts.waits.to_owned(),
        "published" => texts.published.to_owned(),
        code => ProblemCode::from_code(code).map_or_else(|| code.to_owned(), |code| in_words(language, code)),
    }
}

/// What a platform counts; its own word where we have none.
pub(super) fn of_metric(language: Language, metric: &str) -> String {
    let texts = StepTexts::of(language);
    match metric {
        "view_count" | "views" => texts.views,
        "like_count" | "likes" => texts.likes,
        "comment_count" | "comments" | "num_comments" => texts.comments,
        "share_count" | "shares" => texts.shares,
        "saved" => texts.saved,
        "reach" => texts.reach,
        "total_interactions" => texts.interactions,
        "reposts" => texts.reposts,
        "score" => texts.score,
        "upvote_per_mille" => texts.upvotes,
        other => other,
    }
    .to_owned()
}

/// A number's value.
pub(super) fn worth(number: &Number) -> String {
    if number.metric == "upvote_per_mille" { format!("{} %", number.value / 10) } else { number.value.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outcome_is_one_of_ours_or_a_problem_and_never_a_code() {
        assert_eq!(of_outcome(Language::En, "went_on"), "Done");
        assert!(of_outcome(Language::Fr, "flair_needed").starts_with("Ce subreddit exige un flair"));
    }
}
