//! Texts of writing to a fan: the count, later, changing what waits.

crate::texts! {
    /// Texts of writing to a fan.
    WriteTexts {
        count: "{n} of 5,000 characters", "{n} caractères sur 5 000";
        answering: "{name} is answering this", "{name} est en train de répondre";
        later: "Send later", "Envoyer plus tard";
        when: "When", "Quand";
        zone: "In the account's time zone, {zone}, within a year. Empty for now.", "Dans le fuseau horaire du compte, {zone}, d’ici un an. Vide pour tout de suite.";
        when_empty: "In the account's time zone. Empty for now.", "Dans le fuseau horaire du compte. Vide pour tout de suite.";
        scheduled: "Scheduled", "Programmé";
        edit: "Change", "Modifier";
        words: "Message", "Message";
        automatic: "Automatic: {name}", "Automatique : {name}";
    }
}
