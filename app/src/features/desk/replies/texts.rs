//! Texts of saved replies.

crate::texts! {
    /// Texts of saved replies.
    ReplyTexts {
        title: "Saved replies", "Réponses enregistrées";
        inbox: "Messages", "Messages";
        lead: "Words that you use again and again. Where you write to a fan, a slash opens the list: /hello.", "Les mots que vous utilisez souvent. Quand vous écrivez à un fan, une barre oblique ouvre la liste : /bonjour.";
        own: "Your own", "Les vôtres";
        team: "Team of {name}", "Équipe de {name}";
        team_hint: "The creator and managers keep these; everybody in the team uses them.", "La personne propriétaire et les managers les tiennent ; toute l’équipe s’en sert.";
        none: "Nothing is saved here yet.", "Rien n’est encore enregistré ici.";
        add: "Save a reply", "Enregistrer une réponse";
        for_whom: "For whom", "Pour qui";
        only_me: "Only me", "Moi seulement";
        name: "Name", "Nom";
        name_hint: "One word of letters, digits, - and _, up to 40.", "Un mot de lettres, chiffres, - et _, 40 au plus.";
        name_wrong: "Take one word of letters, digits, - and _.", "Prenez un seul mot de lettres, chiffres, - et _.";
        text: "Text", "Texte";
        text_hint: "Up to 5,000 characters. {first_name} becomes the fan's first name; {first_name|…} says what you put for … to those who have none.", "Jusqu’à 5 000 caractères. {first_name} devient le prénom du fan ; {first_name|…} dit à qui n’en a pas ce que vous mettez à la place de ….";
        text_wrong: "There is a place that is not known. Only {first_name} and {first_name|…} are filled.", "Un emplacement est inconnu. Seuls {first_name} et {first_name|…} sont remplis.";
        add_button: "Save", "Enregistrer";
        saved: "The reply is saved.", "La réponse est enregistrée.";
        deleted: "The reply is deleted.", "La réponse est supprimée.";
        edit: "Change", "Modifier";
        edit_of: "Change /{name}", "Modifier /{name}";
        delete: "Delete", "Supprimer";
        delete_of: "Delete /{name}", "Supprimer /{name}";
        pick: "Saved replies: arrow keys choose, Enter takes", "Réponses enregistrées : les flèches choisissent, Entrée prend";
        slash: "A slash opens your saved replies.", "Une barre oblique ouvre vos réponses enregistrées.";
        keep: "Keep saved replies", "Tenir les réponses enregistrées";
    }
}
