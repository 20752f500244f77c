//! Texts of comments.

crate::texts! {
    /// Texts of comments.
    CommentTexts {
        title: "Comments", "Commentaires";
        open: "Comments", "Commentaires";
        open_unread: "Comments, {n} unread", "Commentaires, {n} non lus";
        close: "Close comments", "Fermer les commentaires";
        filter: "Show", "Afficher";
        filter_all: "All", "Tous";
        filter_open: "Open", "Ouverts";
        filter_resolved: "Resolved", "Résolus";
        filter_mine: "Mine", "Les miens";
        filter_unread: "Unread", "Non lus";
        previous: "Previous thread (Alt ↑)", "Fil précédent (Alt ↑)";
        next: "Next thread (Alt ↓)", "Fil suivant (Alt ↓)";
        new: "Comment on the selection or the post", "Commenter la sélection ou la publication";
        none: "No comments here. Select words in the text to comment on them.", "Aucun commentaire ici. Sélectionnez des mots du texte pour les commenter.";
        none_reader: "No comments here.", "Aucun commentaire ici.";
        thread_of: "Thread of {name}", "Fil de {name}";
        whole: "On the whole post", "Sur toute la publication";
        deleted_text: "This text was deleted:", "Ce texte a été supprimé :";
        unread: "Unread", "Non lu";
        write: "Your comment", "Votre commentaire";
        write_reply: "Your reply", "Votre réponse";
        send: "Comment", "Commenter";
        send_reply: "Reply", "Répondre";
        resolve: "Resolve", "Marquer comme résolu";
        reopen: "Reopen", "Rouvrir";
        resolved: "Resolved", "Résolu";
        resolved_by: "Resolved by {name}", "Résolu par {name}";
        edit: "Edit", "Modifier";
        edited: "edited", "modifié";
        delete: "Delete", "Supprimer";
        deleted: "This comment was deleted.", "Ce commentaire a été supprimé.";
        left: "Somebody who has left", "Une personne qui est partie";
        react: "React", "Réagir";
        replying: "{name} is replying…", "{name} répond…";
        mention: "Mention somebody", "Mentionner quelqu’un";
        invite: "Invite {email} to comment", "Inviter {email} à commenter";
        more_replies: "Show all {n} replies", "Afficher les {n} réponses";
        save: "Save", "Enregistrer";
    }
}
