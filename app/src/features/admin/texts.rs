//! Texts of the admin pages.

crate::texts! {
    /// Texts of the admin pages.
    AdminTexts {
        title: "Admin", "Administration";
        users: "Users", "Utilisateurs";
        mails: "Mails", "E-mails";
        sending: "Sending", "Envoi";
        integrations: "Integrations", "Intégrations";
        system: "System", "Système";
        users_search: "Search name or address", "Chercher un nom ou une adresse";
        user_name: "Name", "Nom";
        user_email: "E-mail address", "Adresse e-mail";
        user_role: "Role", "Rôle";
        user_since: "Since", "Depuis";
        role_user: "User", "Utilisateur";
        role_admin: "Administrator", "Administrateur";
        make_admin: "Make administrator", "Nommer administrateur";
        make_admin_of: "Make administrator: {name}", "Nommer administrateur : {name}";
        make_user: "Make user", "Repasser utilisateur";
        make_user_of: "Make user: {name}", "Repasser utilisateur : {name}";
        role_set: "The role is changed.", "Le rôle est changé.";
        pages: "Pages of the list", "Pages de la liste";
        unverified: "not confirmed", "non confirmée";
        users_none: "Nobody fits", "Personne ne correspond";
        users_none_hint: "Try another name or address.", "Essayez un autre nom ou une autre adresse.";
        mails_kept: "No mail server is set (SMTP_URL), so mails do not leave this server: read them here.", "Aucun serveur de messagerie n’est réglé (SMTP_URL) : les e-mails ne quittent pas ce serveur, lisez-les ici.";
        mails_sent_by: "Mails are handed to the mail server in SMTP_URL.", "Les e-mails sont remis au serveur de messagerie de SMTP_URL.";
        mails_all: "All mails", "Tous les e-mails";
        mail_to: "To", "À";
        mail_subject: "Subject", "Objet";
        mail_state: "State", "État";
        mail_written: "Written", "Écrit";
        mail_sent: "Handed over", "Remis";
        mail_error: "Why it failed", "Cause de l’échec";
        state_kept: "Kept", "Gardé";
        state_queued: "Waiting", "En attente";
        state_sending: "Being sent", "En cours d’envoi";
        state_sent: "Sent", "Envoyé";
        state_failed: "Failed", "Échoué";
        mails_none_title: "No mails yet", "Aucun e-mail";
        mails_none: "Confirmation and password mails appear here.", "Les e-mails de confirmation et de mot de passe apparaissent ici.";
        version: "Version", "Version";
        started: "Started", "Démarré";
        database: "Database", "Base de données";
        database_size: "Size of the database", "Taille de la base";
        migration: "Newest migration", "Dernière migration";
        storage: "Data folder", "Dossier des données";
        open_posts: "Posts open right now", "Publications ouvertes";
        servers: "Other servers", "Autres serveurs";
        servers_none: "None: this server works alone", "Aucun : ce serveur travaille seul";
        servers_away: "Redis does not answer. This server serves its own people; people on other servers are not seen live until Redis is back.", "Redis ne répond pas. Ce serveur sert ses propres utilisateurs ; ceux des autres serveurs ne sont plus visibles en direct jusqu’au retour de Redis.";
        mail: "Mail", "Messagerie";
        mail_on: "Handed to a mail server", "Remise à un serveur";
        mail_off: "Kept here", "Gardée ici";
    }
}
