//! Texts that every feature uses, and the sentences for errors.

use crate::texts::{fill, plural, t};
use crate::visitor::use_visitor;
use model::{Error, ErrorCode, FieldError, Language, error::Problem};

crate::texts! {
    /// Texts that every feature uses.
    CommonTexts {
        product: "Huntaze", "Huntaze";
        skip: "Skip to the content", "Aller au contenu";
        posts: "Posts", "Publications";
        messages: "Messages", "Messages";
        publications: "Publications", "Diffusions";
        settings: "Settings", "Réglages";
        admin: "Admin", "Administration";
        notifications: "Notifications", "Notifications";
        unread_one: "{n} unread", "{n} non lue";
        unread_many: "{n} unread", "{n} non lues";
        account_menu: "Your account", "Votre compte";
        main_menu: "Main menu", "Menu principal";
        sign_out: "Sign out", "Se déconnecter";
        language: "Language", "Langue";
        theme: "Theme", "Thème";
        theme_system: "As the device", "Comme l’appareil";
        theme_light: "Light", "Clair";
        theme_dark: "Dark", "Sombre";
        save: "Save", "Enregistrer";
        saved: "Saved.", "Enregistré.";
        cancel: "Cancel", "Annuler";
        close: "Close", "Fermer";
        remove: "Remove", "Retirer";
        first: "Back to the start", "Revenir au début";
        next: "Next page", "Page suivante";
        notices: "Notices", "Notifications";
        loading: "Loading…", "Chargement…";
        search: "Search", "Rechercher";
        you: "you", "vous";
        color: "Colour", "Couleur";
        not_found_title: "There is nothing here", "Il n’y a rien ici";
        not_found: "The address may be mistyped, or what was here is not shared with you.", "L’adresse est peut-être erronée, ou ce contenu n’est pas partagé avec vous.";
        error_title: "That did not work", "Cela n’a pas fonctionné";
        home: "Go to the first page", "Aller à la première page";
        verify_banner: "Please confirm your e-mail address: we sent a link to {email}.", "Confirmez votre adresse e-mail : nous avons envoyé un lien à {email}.";
        verify_banner_kept: "Your e-mail address is not confirmed. There is no mail server here: the link is under Admin, Mails.", "Votre adresse e-mail n’est pas confirmée. Pas de serveur de messagerie ici : le lien est dans Administration, E-mails.";
        resend: "Send again", "Renvoyer";
        resent: "The link is on its way.", "Le lien est en route.";
    }
}

/// What happened and what to do, in the visitor's language.
pub fn sentence(error: &Error) -> String {
    sentence_in(use_visitor().get_untracked_language(), error)
}

/// What went wrong, said in a language: for tasks, which have no page to ask for the visitor's.
pub fn sentence_in(language: Language, error: &Error) -> String {
    if let (ErrorCode::TooMany, Some(seconds)) = (error.code, error.retry_after) {
        return wait(language, seconds);
    }
    match language {
        Language::En => error.code.message(),
        Language::Fr => french(error.code),
    }
    .to_owned()
}

fn wait(language: Language, seconds: u32) -> String {
    let minutes = seconds.div_ceil(60);
    match (language, seconds < 90) {
        (Language::En, true) => plural(language, seconds, "Too many tries. Try again in {n} second.", "Too many tries. Try again in {n} seconds."),
        (Language::En, false) => fill("Too many tries. Try again in {n} minutes.", &[("n", &minutes.to_string())]),
        (Language::Fr, true) => {
            plural(language, seconds, "Trop d’essais. Réessayez dans {n} seconde.", "Trop d’essais. Réessayez dans {n} secondes.")
        }
        (Language::Fr, false) => fill("Trop d’essais. Réessayez dans {n} minutes.", &[("n", &minutes.to_string())]),
    }
}

fn french(code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::Invalid => "Certains champs sont à revoir.",
        ErrorCode::BadRequest | ErrorCode::WrongType | ErrorCode::MethodNotAllowed => {
            "La demande n’a pas pu être lue. Rechargez la page et réessayez."
        }
        ErrorCode::SignInNeeded => "Connectez-vous d’abord.",
        ErrorCode::WrongCredentials => "Cette adresse e-mail et ce mot de passe ne correspondent pas.",
        ErrorCode::WrongPassword => "Ce n’est pas votre mot de passe.",
        ErrorCode::Forbidden => "Votre rôle ne le permet pas.",
        ErrorCode::CrossSite => "Cette demande venait d’un autre site et a été refusée. Ouvrez la page ici et réessayez.",
        ErrorCode::NotFound => "Il n’y a rien ici, ou ce n’est pas partagé avec vous.",
        ErrorCode::EmailTaken => "Un compte existe déjà avec cette adresse e-mail. Connectez-vous ou utilisez une autre adresse.",
        ErrorCode::LimitReached => "Vous en avez déjà autant que possible. Retirez-en un d’abord.",
        ErrorCode::UnknownPerson => "Personne n’a de compte ici avec cette adresse e-mail. Demandez-lui de s’inscrire d’abord.",
        ErrorCode::OwnerStays => "Le rôle du propriétaire ne peut être ni changé ni retiré.",
        ErrorCode::LastAdmin => "C’est le dernier administrateur. Nommez-en d’abord un autre.",
        ErrorCode::AnchorNotFound => "Ces mots ne sont plus dans le texte. Sélectionnez-les à nouveau, ou commentez toute la publication.",
        ErrorCode::AlreadyShared => "Cette personne a déjà accès. Changez son rôle dans la liste.",
        ErrorCode::AccountTaken => "Ce compte est déjà relié ici. Demandez à la personne qui l’a de vous y donner accès.",
        ErrorCode::AccountWaits => "Ce compte est déconnecté ou vous demande de vous reconnecter. Reconnectez-le, puis réessayez.",
        ErrorCode::TooLate => "La situation a changé entre-temps. Regardez où cela en est.",
        ErrorCode::CampaignEnded => "La campagne de ce message a été arrêtée : il ne partira pas. Réécrivez-le si le fan doit le recevoir.",
        ErrorCode::OutsideUnavailable => "L’autre service ne répond pas. Rien n’a été changé ; réessayez dans un moment.",
        ErrorCode::AlreadyInvited => "Cette adresse a déjà une invitation. Renvoyez-la depuis la liste des invitations.",
        ErrorCode::OwnAddress => "C’est votre propre adresse e-mail. Invitez quelqu’un d’autre.",
        ErrorCode::OtherAddress => "Cette invitation a été envoyée à une autre adresse e-mail. Connectez-vous avec celle-ci.",
        ErrorCode::LinkPasswordNeeded => "Ce lien demande un mot de passe. Demandez-le à la personne qui vous a envoyé le lien.",
        ErrorCode::WrongLinkPassword => "Ce n’est pas le mot de passe de ce lien.",
        ErrorCode::LinkExpired => "Ce lien a expiré ou a déjà servi. Demandez-en un nouveau.",
        ErrorCode::TooLarge => "C’est trop volumineux.",
        ErrorCode::NoSpace => "Le serveur n’a plus de place pour cela. Ce qui était là est conservé ; réessayez plus tard ou prévenez l’exploitant.",
        ErrorCode::TooMany => "Trop d’essais. Attendez un instant et réessayez.",
        ErrorCode::Internal => "Un problème est survenu de notre côté. Réessayez ; si cela persiste, prévenez l’administrateur.",
        ErrorCode::Unavailable => "Le serveur ne peut pas enregistrer pour l’instant. Rien n’a été changé ; réessayez dans un moment.",
    }
}

/// What is wrong with one field, in the visitor's language.
fn field_sentence(error: &FieldError) -> String {
    let language = use_visitor().get_untracked_language();
    let n = error.bound.unwrap_or_default().to_string();
    let text = match (error.problem, language) {
        (Problem::Required, Language::En) => "Please fill this in.",
        (Problem::Required, Language::Fr) => "Ce champ est nécessaire.",
        (Problem::TooShort, Language::En) => "At least {n} characters, please.",
        (Problem::TooShort, Language::Fr) => "Au moins {n} caractères.",
        (Problem::TooLong, Language::En) => "At most {n} characters, please.",
        (Problem::TooLong, Language::Fr) => "Au plus {n} caractères.",
        (Problem::NotAnEmail, Language::En) => "This is not an e-mail address. They look like ana@example.com.",
        (Problem::NotAnEmail, Language::Fr) => "Ce n’est pas une adresse e-mail, comme ana@exemple.fr.",
        (Problem::TooCommon, Language::En) => "This is among the first passwords that are tried. Choose another one.",
        (Problem::TooCommon, Language::Fr) => "C’est l’un des premiers mots de passe essayés. Choisissez-en un autre.",
        (Problem::UnknownValue, Language::En) => "Choose one of the values.",
        (Problem::UnknownValue, Language::Fr) => "Choisissez une des valeurs.",
        (Problem::NotAPicture, Language::En) => "This is not a picture that can be read. Take a PNG, JPEG or WebP.",
        (Problem::NotAPicture, Language::Fr) => "Cette image est illisible. Prenez un PNG, un JPEG ou un WebP.",
        (Problem::NotInTheFuture, Language::En) => "Choose a moment in the future, within ten years.",
        (Problem::NotInTheFuture, Language::Fr) => "Choisissez un moment à venir, d’ici dix ans au plus.",
        (Problem::TooSmall, Language::En) => "At least {n}, please.",
        (Problem::TooSmall, Language::Fr) => "Au moins {n}.",
        (Problem::TooGreat, Language::En) => "At most {n}, please.",
        (Problem::TooGreat, Language::Fr) => "Au plus {n}.",
        (Problem::Taken, Language::En) => "There is one of this name already. Take another name.",
        (Problem::Taken, Language::Fr) => "Ce nom est déjà pris. Choisissez-en un autre.",
        (Problem::Unchanged, Language::En) => "This is what it was already.",
        (Problem::Unchanged, Language::Fr) => "C’est déjà la valeur actuelle.",
    };
    fill(text, &[("n", &n)])
}

/// The sentence for a field of a form, if it is wrong.
pub fn field_error(error: Option<&Error>, field: &str) -> Option<String> {
    error?.fields.iter().find(|wrong| wrong.field == field).map(field_sentence)
}

/// The sentence for a form as a whole, unless all that is wrong is said beside the fields.
pub fn form_error(error: Option<&Error>) -> Option<String> {
    error.filter(|error| error.fields.is_empty()).map(sentence)
}

/// The common texts in the visitor's language.
pub fn common() -> &'static CommonTexts {
    t()
}
