//! Texts of the page of numbers.

crate::texts! {
    /// Texts of the page of numbers.
    NumberTexts {
        title: "Analytics", "Statistiques";
        inbox: "Messages", "Messages";
        none_title: "There is nothing to count yet", "Il n’y a encore rien à compter";
        none: "Numbers are for the creator and the managers of an account. Connect one, or ask its creator to make you a manager.", "Les chiffres sont pour la personne propriétaire et les managers d’un compte. Reliez-en un, ou demandez à devenir manager.";
        accounts: "Accounts", "Comptes";
        steps: "Told by", "Par";
        day: "Days", "Jours";
        week: "Weeks", "Semaines";
        month: "Months", "Mois";
        since: "Counted since {day}, from what is kept here; days begin at midnight in {zone}.", "Compté depuis le {day}, d’après ce qui est conservé ici ; les jours commencent à minuit, {zone}.";
        csv: "Download as CSV", "Télécharger en CSV";
        fans: "Fans", "Fans";
        active: "{n} subscribe", "{n} abonnés";
        income: "Income", "Revenus";
        average: "Average per fan who paid", "Moyenne par fan qui a payé";
        payers: "{n} paid", "{n} ont payé";
        rate: "Answered", "Réponses";
        rate_of: "{n} of {all} times that a fan wrote", "{n} des {all} fois qu’un fan a écrit";
        median: "Median time to answer", "Temps de réponse médian";
        median_hint: "Campaigns do not count as answers.", "Les campagnes ne comptent pas comme des réponses.";
        nothing: "Nothing yet", "Rien encore";
        kinds: "Income by kind", "Revenus par type";
        kind: "Kind", "Type";
        top: "Fans who paid most", "Fans qui ont le plus payé";
        fan: "Fan", "Fan";
        paid: "Paid", "Payé";
        income_trend: "Income over time", "Revenus dans le temps";
        message_trend: "Messages of fans over time", "Messages des fans dans le temps";
        sent_trend: "Messages of yours over time", "Vos messages dans le temps";
        from: "From", "À partir du";
        received: "Of fans", "Des fans";
        sent: "Yours", "Les vôtres";
        table: "The numbers as a table", "Les chiffres en tableau";
        most: "At most {n}", "Au plus {n}";
    }
}
