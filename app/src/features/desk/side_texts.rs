//! Texts of the column about a fan.

crate::texts! {
    /// Texts of the column about a fan.
    SideTexts {
        about: "About {name}", "À propos de {name}";
        about_fan: "About this fan", "À propos de ce fan";
        back: "Back to the conversation", "Retour à la conversation";
        paid: "Paid altogether", "Payé en tout";
        nothing_paid: "Nothing so far", "Rien pour l’instant";
        by_month: "By month", "Par mois";
        month: "Month", "Mois";
        amount: "Amount", "Montant";
        tip: "Tips", "Pourboires";
        message: "Messages", "Messages";
        subscription: "Subscriptions", "Abonnements";
        post: "Posts", "Publications";
        stream: "Streams", "Directs";
        other: "Other", "Autre";
        chargeback: "Taken back", "Repris";
        subscribed: "Subscribed", "Abonné";
        ended: "Ended", "Terminé";
        unknown: "Not known", "Inconnu";
        subscription_state: "Subscription", "Abonnement";
        a_month: "{money} a month", "{money} par mois";
        joined: "Subscribed since", "Abonné depuis";
        expires: "Runs until", "Court jusqu’au";
        last_seen: "Last there", "Vu pour la dernière fois";
        custom_name: "What your team calls them", "Comment votre équipe l’appelle";
        custom_name_hint: "Empty for their own name.", "Vide pour son propre nom.";
        tags: "Tags", "Étiquettes";
        no_tags: "No tags so far.", "Pas encore d’étiquette.";
        new_tag: "New tag", "Nouvelle étiquette";
        add_tag: "Add tag", "Ajouter l’étiquette";
        remove_tag: "Remove the tag {tag}", "Retirer l’étiquette {tag}";
        notes: "Notes", "Notes";
        no_notes: "No notes so far. Only your team sees them.", "Pas encore de note. Seule votre équipe les voit.";
        new_note: "New note", "Nouvelle note";
        note: "Note", "Note";
        category: "What it is about", "Sujet";
        add_note: "Add note", "Ajouter la note";
        edit: "Edit", "Modifier";
        delete: "Delete", "Supprimer";
        written: "{name}, {when}", "{name}, {when}";
        somebody: "Somebody who left", "Quelqu’un qui est parti";
        changed: "changed {when}", "modifiée le {when}";
        about_person: "Person", "Personne";
        about_wishes: "Wishes", "Envies";
        about_money: "Money", "Argent";
        about_care: "Take care", "À surveiller";
        about_other: "Other", "Autre";
    }
}
