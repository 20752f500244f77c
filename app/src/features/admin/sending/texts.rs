//! Texts of the page about the way out.

crate::texts! {
    /// Texts of the page about the way out.
    SendingTexts {
        off: "Sending is off (RATE_LIMITER_ENABLED): messages are only logged when they are due, and nothing reaches anybody.", "L’envoi est désactivé (RATE_LIMITER_ENABLED) : les messages sont seulement notés dans le journal à leur heure, et rien ne part vers personne.";
        sandbox: "No gateway is set (ONLYFANS_API_KEY): this is a sandbox, and nothing reaches anybody.", "Aucune passerelle n’est réglée (ONLYFANS_API_KEY) : c’est un bac à sable, rien ne part vers personne.";
        alarm_depth: "{value} messages are due and wait: more than {over}. Look at the accounts below: one that cannot send holds its messages.", "{value} messages attendent alors que leur heure est passée : plus de {over}. Regardez les comptes ci-dessous : un compte qui ne peut pas envoyer retient ses messages.";
        alarm_dead: "{value} messages were given up: more than {over}. See why below, then put them back.", "{value} messages ont été abandonnés : plus de {over}. Voyez pourquoi ci-dessous, puis remettez-les en file.";
        alarm_failures: "{value}% of the last hour's messages did not arrive: more than {over}%.", "{value} % des messages de la dernière heure ne sont pas arrivés : plus de {over} %.";
        numbers: "The queue", "La file";
        depth: "Due and waiting", "En attente, à l’heure";
        later: "For later", "Pour plus tard";
        in_flight: "Being sent", "En cours d’envoi";
        dead_letters: "Given up", "Abandonnés";
        unconfirmed: "Unconfirmed", "Non confirmés";
        hour_processed: "Arrived within the hour", "Arrivés dans l’heure";
        hour_failed: "Failed within the hour", "Échoués dans l’heure";
        settings: "Settings", "Réglages";
        setting: "Setting", "Réglage";
        value: "Value", "Valeur";
        from: "Where it comes from", "D’où elle vient";
        secret: "set, not shown", "réglé, non affiché";
        environment: "Environment", "Environnement";
        default: "Default", "Par défaut";
        unset: "Not set", "Non réglé";
        works: "Does it work?", "Est-ce que ça marche ?";
        check: "Check now", "Vérifier maintenant";
        check_hint: "Asks the gateway whether it takes the key, and Redis and the database whether they answer.", "Demande à la passerelle si elle accepte la clé, et à Redis et à la base de données s’ils répondent.";
        gateway: "Gateway", "Passerelle";
        redis: "Redis", "Redis";
        database: "Database", "Base de données";
        webhooks: "Last event of the gateway", "Dernier événement de la passerelle";
        never: "None came so far", "Aucun jusqu’ici";
        ok: "Works", "Marche";
        fails: "Does not work: {why}", "Ne marche pas : {why}";
        buckets: "Accounts", "Comptes";
        account: "Account", "Compte";
        state: "State", "État";
        tokens: "Could go at once", "Pourraient partir aussitôt";
        can_send: "Can send", "Peut envoyer";
        cannot_send: "Cannot send", "Ne peut pas envoyer";
        paused: "Waits until {when}, as the gateway asked", "Attend jusqu’au {when}, à la demande de la passerelle";
        no_accounts: "No account is connected.", "Aucun compte n’est relié.";
        lists: "Lists", "Listes";
        journal: "Events of the gateway", "Événements de la passerelle";
        only_failed: "Only those that could not be done", "Seulement ceux qui n’ont pas pu être traités";
        all_events: "All events", "Tous les événements";
        fan: "Fan", "Fan";
        message: "Message", "Message";
        why: "Why", "Pourquoi";
        when: "When", "Quand";
        event: "Event", "Événement";
        redrive: "Try again", "Réessayer";
        redrive_of: "Try again: message to {fan}", "Réessayer : message à {fan}";
        redrive_all: "Try all again", "Tout réessayer";
        redriven: "Back in the queue.", "De nouveau dans la file.";
        arrived: "It arrived", "Il est arrivé";
        arrived_of: "It arrived: message to {fan}", "Il est arrivé : message à {fan}";
        not_arrived: "It did not", "Il n’est pas arrivé";
        not_arrived_of: "It did not arrive: message to {fan}", "Il n’est pas arrivé : message à {fan}";
        settled: "Settled.", "Réglé.";
        settle_hint: "Look into the chat at OnlyFans, then say whether the message is there. One that is not can be tried again.", "Regardez la conversation sur OnlyFans, puis dites si le message y est. S’il n’y est pas, il pourra être réessayé.";
        replay: "Do again", "Refaire";
        replay_of: "Do again: {event}", "Refaire : {event}";
        replayed: "The event is done again. What is right already stays as it is.", "L’événement est traité de nouveau. Ce qui est déjà juste ne change pas.";
        event_waiting: "Waits", "Attend";
        event_done: "Done", "Fait";
        event_ignored: "Nothing to do", "Rien à faire";
        event_failed: "Could not be done", "N’a pas pu être traité";
        none_dead_title: "No message was given up", "Aucun message abandonné";
        none_dead: "A message that the gateway could not be given three times comes here.", "Un message qui n’a pas pu être remis trois fois à la passerelle arrive ici.";
        none_unconfirmed_title: "Nothing to decide", "Rien à décider";
        none_unconfirmed: "A message whose answer was lost comes here until it is found in the chat.", "Un message dont la réponse s’est perdue reste ici jusqu’à ce qu’on le retrouve dans la conversation.";
        none_journal_title: "No events", "Aucun événement";
        none_journal: "What the gateway tells by webhook is kept here for 30 days.", "Ce que la passerelle annonce par webhook est gardé ici 30 jours.";
        pages: "Pages of the list", "Pages de la liste";
    }
}
