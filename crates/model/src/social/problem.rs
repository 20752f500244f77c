//! What goes wrong at a platform: one list of codes, each with what happened and what to do, in both languages.

use crate::Language;
use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $again:literal: $en:literal, $en_do:literal; $fr:literal, $fr_do:literal;)+) => {
        /// What went wrong. The text form is stable.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum ProblemCode { $($(#[$doc])* $name,)+ }

        impl ProblemCode {
            /// All codes.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The stable text.
            pub fn as_str(self) -> &'static str { match self { $(Self::$name => $text,)+ } }

            /// Whether the same again, by itself or by hand, may go well without anything being changed.
            pub fn retryable(self) -> bool { match self { $(Self::$name => $again,)+ } }

            /// What happened.
            pub fn what(self, language: Language) -> &'static str {
                match (self, language) { $((Self::$name, Language::En) => $en, (Self::$name, Language::Fr) => $fr,)+ }
            }

            /// What to do; empty where nothing is to be done.
            pub fn todo(self, language: Language) -> &'static str {
                match (self, language) { $((Self::$name, Language::En) => $en_do, (Self::$name, Language::Fr) => $fr_do,)+ }
            }
        }
    };
}

codes! {
    /// The person said no.
    Denied = "denied", true: "You did not allow the connection.", "Connect again and choose Allow.";
        "Vous n’avez pas autorisé la connexion.", "Connectez-vous à nouveau et choisissez Autoriser.";
    /// A permission that is needed is missing.
    PermissionMissing = "permission_missing", false: "A permission is missing.", "Connect again and leave all permissions ticked.";
        "Une autorisation manque.", "Reconnectez le compte en laissant toutes les autorisations cochées.";
    /// Instagram without a business or creator account.
    NoBusinessAccount = "no_business_account", false: "No business or creator account is linked.", "Change the account’s type in Instagram, link it to your Facebook page, and connect again.";
        "Aucun compte professionnel ou créateur n’est lié.", "Changez le type du compte dans Instagram, liez-le à votre page Facebook, puis reconnectez-le.";
    /// The app is not approved for this.
    AppNotApproved = "app_not_approved", false: "The platform has not approved this app for that yet.", "Choose a private audience, or ask the operator.";
        "La plateforme n’a pas encore approuvé cette application pour cela.", "Choisissez une audience privée ou adressez-vous à l’exploitant.";
    /// The app's own credentials are wrong.
    AppWrong = "app_wrong", false: "The platform does not know this app’s id or secret.", "The operator must check the settings.";
        "La plateforme ne reconnaît pas l’identifiant ou le secret de l’application.", "L’exploitant doit vérifier les réglages.";
    /// A sign-in that is used, too old, or of another session.
    FlowOver = "flow_over", true: "This sign-in is over or was begun elsewhere.", "Connect again from the connections page.";
        "Cette connexion est terminée ou a été commencée ailleurs.", "Recommencez depuis la page des connexions.";
    /// The code of the sign-in was refused.
    CodeRefused = "code_refused", true: "The platform did not take the sign-in’s code.", "Connect again.";
        "La plateforme a refusé le code de connexion.", "Connectez-vous à nouveau.";
    /// The access token is not valid any more; another one is got.
    TokenOver = "token_over", true: "The access has ended and is being renewed.", "";
        "L’accès a pris fin et est en cours de renouvellement.", "";
    /// Only signing in again helps.
    SignInAgain = "sign_in_again", false: "The platform asks you to sign in again.", "Reconnect the account; what is planned goes on then.";
        "La plateforme vous demande de vous reconnecter.", "Reconnectez le compte ; ce qui est prévu reprendra alors.";
    /// The person removed the app at the platform.
    AppRemoved = "app_removed", false: "The connection was removed at the platform.", "Reconnect the account; what is planned goes on then.";
        "La connexion a été supprimée sur la plateforme.", "Reconnectez le compte ; ce qui est prévu reprendra alors.";
    /// The platform wants the person to do something there first.
    Checkpoint = "checkpoint", false: "The platform wants you to confirm something there first.", "Open its app, then reconnect the account.";
        "La plateforme attend d’abord une confirmation de votre part.", "Ouvrez son application, puis reconnectez le compte.";
    /// The person disconnected the account.
    Disconnected = "disconnected", false: "This account is disconnected.", "Connect it again, then retry.";
        "Ce compte est déconnecté.", "Reconnectez-le, puis réessayez.";
    /// The account may not do this now.
    AccountRestricted = "account_restricted", false: "The platform has restricted this account.", "Open its app to see why.";
        "La plateforme a restreint ce compte.", "Ouvrez son application pour savoir pourquoi.";
    /// Nobody answers; certainly nothing was done.
    Unreachable = "unreachable", true: "The platform cannot be reached.", "Nothing was done there; try again in a moment.";
        "La plateforme est injoignable.", "Rien n’y a été fait ; réessayez dans un instant.";
    /// The answer was lost; it may have been done.
    AnswerLost = "answer_lost", true: "The platform’s answer was lost.", "We are looking whether it was done.";
        "La réponse de la plateforme s’est perdue.", "Nous vérifions si c’est fait.";
    /// An answer that is none of the platform's.
    BadAnswer = "bad_answer", true: "The platform answered something that cannot be read.", "Try again in a moment.";
        "La plateforme a donné une réponse illisible.", "Réessayez dans un instant.";
    /// It has a fault of its own.
    PlatformDown = "platform_down", true: "The platform has a fault at the moment.", "Try again in a moment.";
        "La plateforme a une panne en ce moment.", "Réessayez dans un instant.";
    /// Too many calls.
    Throttled = "throttled", true: "The platform asks us to slow down.", "It goes on by itself.";
        "La plateforme nous demande de ralentir.", "Cela reprend tout seul.";
    /// Its daily quota is used up.
    Quota = "quota", true: "The platform’s quota is used up.", "It goes on when there is room again.";
        "Le quota de la plateforme est épuisé.", "Cela reprend dès qu’il y a de la place.";
    /// Too many posts in TikTok's eyes.
    TooManyPosts = "too_many_posts", true: "The platform takes no more posts from this account today.", "Try again tomorrow.";
        "La plateforme n’accepte plus de publications de ce compte aujourd’hui.", "Réessayez demain.";
    /// Too many wait in the inbox.
    TooManyPending = "too_many_pending", true: "Too many posts wait in the app’s inbox.", "Finish or delete some there, then retry.";
        "Trop de publications attendent dans la boîte de l’application.", "Terminez-en ou supprimez-en, puis réessayez.";
    /// A media address is not verified.
    UrlUnverified = "url_unverified", false: "The platform does not know our media address.", "The operator must verify the domain.";
        "La plateforme ne connaît pas notre adresse de médias.", "L’exploitant doit faire vérifier le domaine.";
    /// They could not fetch the media.
    MediaUnreachable = "media_unreachable", true: "The platform could not fetch the media from us.", "Retry; if it stays, tell the operator.";
        "La plateforme n’a pas pu récupérer le média chez nous.", "Réessayez ; si cela persiste, prévenez l’exploitant.";
    /// The media are not as they must be.
    MediaRefused = "media_refused", false: "The platform does not take this file.", "See its rules for format, size and length, and choose another.";
        "La plateforme refuse ce fichier.", "Consultez ses règles de format, de taille et de durée, puis choisissez-en un autre.";
    /// The media are not here any more.
    MediaMissing = "media_missing", false: "The file is not here any more.", "Add it again.";
        "Le fichier n’est plus là.", "Ajoutez-le à nouveau.";
    /// The chosen privacy is not offered any more.
    PrivacyChanged = "privacy_changed", false: "The account’s privacy options have changed.", "Choose again.";
        "Les options de confidentialité du compte ont changé.", "Choisissez à nouveau.";
    /// The text is not as it must be.
    TextRefused = "text_refused", false: "The platform does not take this text.", "Shorten or change it.";
        "La plateforme refuse ce texte.", "Raccourcissez-le ou modifiez-le.";
    /// It was cancelled at the platform.
    CancelledThere = "cancelled_there", true: "It was cancelled at the platform.", "Retry to publish it after all.";
        "La publication a été annulée sur la plateforme.", "Réessayez pour la publier malgré tout.";
    /// The upload must begin anew.
    UploadOver = "upload_over", true: "The upload took too long.", "It begins anew.";
        "L’envoi a pris trop de temps.", "Il recommence.";
    /// The container must be made anew.
    ContainerOver = "container_over", true: "What was prepared is not valid any more.", "It is prepared anew.";
        "Ce qui était préparé n’est plus valable.", "La préparation recommence.";
    /// It is still worked on.
    NotReady = "not_ready", true: "The platform is still working on it.", "";
        "La plateforme y travaille encore.", "";
    /// It was worked on for too long; certainly not public.
    ProcessingTooLong = "processing_too_long", true: "The platform did not finish in time; nothing was published.", "Retry.";
        "La plateforme n’a pas terminé à temps ; rien n’est publié.", "Réessayez.";
    /// Nobody knows whether it is public.
    Unconfirmed = "unconfirmed", false: "We could not find out whether it was published.", "Look at the account, then tell us.";
        "Nous n’avons pas pu savoir si c’est publié.", "Regardez le compte, puis dites-le-nous.";
    /// Blocked, and it may have been published.
    Blocked = "blocked", false: "The platform blocked this as spam; it may have been published all the same.", "Look at the account, then tell us.";
        "La plateforme a bloqué ceci comme indésirable ; c’est peut-être publié malgré tout.", "Regardez le compte, puis dites-le-nous.";
    /// No such subreddit.
    NoSubreddit = "no_subreddit", false: "There is no such subreddit.", "Check its name.";
        "Ce subreddit n’existe pas.", "Vérifiez son nom.";
    /// Not allowed to post there.
    SubredditNotAllowed = "subreddit_not_allowed", false: "You may not post in this subreddit.", "Join it or choose another.";
        "Vous ne pouvez pas publier dans ce subreddit.", "Rejoignez-le ou choisissez-en un autre.";
    /// Of a kind that is not taken there.
    KindNotAllowed = "kind_not_allowed", false: "This subreddit does not take this kind of post.", "Choose another kind.";
        "Ce subreddit n’accepte pas ce genre de publication.", "Choisissez un autre genre.";
    /// It was submitted there before.
    AlreadySubmitted = "already_submitted", false: "This link was submitted there before.", "Tick Submit anyway to post it again.";
        "Ce lien y a déjà été soumis.", "Cochez Soumettre quand même pour le publier à nouveau.";
    /// A flair is needed.
    FlairNeeded = "flair_needed", false: "This subreddit needs a flair.", "Choose one.";
        "Ce subreddit exige un flair.", "Choisissez-en un.";
    /// Against the subreddit's rules for posts.
    RulesRefused = "rules_refused", false: "This does not meet the subreddit’s rules.", "Read them and change the post.";
        "Ceci ne respecte pas les règles du subreddit.", "Lisez-les et modifiez la publication.";
    /// When its time came a server was off, or its account waited for its person.
    TooLate = "too_late", true: "Its time passed before it could begin.", "Publish it now, or choose another time.";
        "Son heure est passée avant qu’elle puisse commencer.", "Publiez-la maintenant ou choisissez une autre heure.";
    /// The first comment's answer was lost.
    CommentUnconfirmed = "comment_unconfirmed", false: "It is published. Whether the first comment was written could not be found out.", "Look at the post.";
        "C’est publié. Impossible de savoir si le premier commentaire a été écrit.", "Regardez la publication.";
    /// The first comment was refused.
    CommentRefused = "comment_refused", false: "It is published. The platform refused the first comment.", "Write it in the app.";
        "C’est publié. La plateforme a refusé le premier commentaire.", "Écrivez-le dans l’application.";
    /// The first comment was not written.
    CommentMissing = "comment_missing", false: "It is published, but the first comment was not written.", "Write it in the app.";
        "C’est publié, mais le premier commentaire n’a pas été écrit.", "Écrivez-le dans l’application.";
    /// It waits in the app's inbox.
    InInbox = "in_inbox", false: "It is in the app’s inbox.", "Finish it there.";
        "C’est dans la boîte de l’application.", "Terminez-y la publication.";
    /// There is no call for it at the platform.
    NotOffered = "not_offered", false: "The platform has no call for this.", "Remove the app in its settings.";
        "La plateforme n’offre pas cette possibilité.", "Supprimez l’application dans ses réglages.";
    /// Anything else that it refuses.
    Refused = "refused", false: "The platform refused this.", "Its own words are below.";
        "La plateforme a refusé.", "Ses propres mots figurent ci-dessous.";
    /// Something of ours.
    Ours = "ours", true: "Something went wrong on our side.", "Try again in a moment.";
        "Un problème est survenu de notre côté.", "Réessayez dans un instant.";
}

impl ProblemCode {
    /// The code of a text.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.as_str() == code)
    }
}

/// Something that a platform, or we on its behalf, could not do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    /// What went wrong; it knows its words in both languages.
    pub code: ProblemCode,
    /// The platform's own words, or empty.
    pub detail: String,
    /// Whether another try may go well.
    pub retryable: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_back_and_has_words_in_both_languages() {
        for code in ProblemCode::ALL {
            assert_eq!(ProblemCode::from_code(code.as_str()), Some(*code));
            assert_eq!(serde_json::to_value(code).unwrap(), code.as_str());
            for language in [Language::En, Language::Fr] {
                assert!(!code.what(language).is_empty(), "{code:?}");
            }
        }
    }
}
