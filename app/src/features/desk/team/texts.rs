//! Texts of the page of teams.

crate::texts! {
    /// Texts of the page of teams.
    TeamTexts {
        title: "Team", "Équipe";
        inbox: "Messages", "Messages";
        lead: "Who works with each account. Only its creator takes people in and lets them go.", "Qui travaille avec chaque compte. Seule sa créatrice ou son créateur fait entrer des personnes et les retire.";
        none_title: "You see no account yet", "Vous ne voyez encore aucun compte";
        none: "Connect an account under Messages, or ask the one who has it to take you in by your e-mail address.", "Reliez un compte dans Messages, ou demandez à la personne qui l’a de vous faire entrer avec votre adresse e-mail.";
        name: "Name", "Nom";
        role: "Role", "Rôle";
        you: "{name} (you)", "{name} (vous)";
        creator: "Creator", "Propriétaire";
        manager: "Manager", "Manager";
        chatter: "Chatter", "Chatteur";
        manager_can: "Manager: answers, campaigns, import", "Manager : répond, campagnes, import";
        chatter_can: "Chatter: reads and answers", "Chatteur : lit et répond";
        role_of: "Role of {name}", "Rôle de {name}";
        change: "Change", "Changer";
        change_of: "Change the role of {name}", "Changer le rôle de {name}";
        let_go: "Let go", "Retirer";
        let_go_of: "Let {name} go", "Retirer {name}";
        leave: "Leave this team", "Quitter cette équipe";
        leave_hint: "You do not see {name} any more then; only its creator can take you in again.", "Vous ne verrez plus {name} ; seule la personne propriétaire pourra vous faire revenir.";
        leave_really: "Leave now", "Quitter maintenant";
        add: "Take somebody in", "Faire entrer quelqu’un";
        email: "E-mail address", "Adresse e-mail";
        email_hint: "Of somebody who has an account here. A team has at most 50 people.", "De quelqu’un qui a un compte ici. Une équipe compte au plus 50 personnes.";
        add_button: "Take in", "Faire entrer";
        added: "They work with the account now.", "Cette personne travaille maintenant avec le compte.";
        changed: "The role is changed.", "Le rôle est changé.";
        gone: "They do not see the account any more.", "Cette personne ne voit plus le compte.";
    }
}
