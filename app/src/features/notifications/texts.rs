//! Texts of notifications. What happened is said by the server (`notifications::sentence`).

crate::texts! {
    /// Texts of notifications.
    NotificationTexts {
        title: "Notifications", "Notifications";
        all: "All", "Toutes";
        unread: "Unread", "Non lues";
        read_all: "Mark all as read", "Tout marquer comme lu";
        read: "Mark as read", "Marquer comme lu";
        mails: "E-mails", "E-mails";
        new: "New", "Nouveau";
        pages: "Pages of the notifications", "Pages des notifications";
        empty_title: "Nothing has happened yet", "Rien ne s’est encore passé";
        empty: "Invitations, replies and mentions come here.", "Les invitations, les réponses et les mentions arrivent ici.";
        empty_unread_title: "You have read everything", "Vous avez tout lu";
        empty_unread: "What is new comes here by itself.", "Les nouveautés arrivent ici d’elles-mêmes.";
        a_guest: "Guest", "Invité";
    }
}
