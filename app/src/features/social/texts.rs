//! Texts that the pages about social accounts share.

crate::texts! {
    /// Texts that the pages about social accounts share.
    SocialTexts {
        sandbox: "Sandbox", "Bac à sable";
        sandbox_hint: "No credentials of this platform are set on this server: a sandbox stands in for it, and nothing reaches anybody.", "Aucun identifiant de cette plateforme n’est réglé sur ce serveur : un bac à sable la remplace, et rien ne part vers personne.";
        scheduled: "Scheduled", "Prévue";
        sending: "Being sent", "En cours d’envoi";
        processing: "The platform works on it", "En traitement sur la plateforme";
        published: "Published", "En ligne";
        failed: "Failed", "Échouée";
        unconfirmed: "Unconfirmed", "Non confirmée";
        cancelled: "Cancelled", "Annulée";
        removed: "Removed there", "Retirée là-bas";
    }
}
