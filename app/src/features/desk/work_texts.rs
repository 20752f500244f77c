//! Texts of the inbox as a list to work through: filters, states, keys.

crate::texts! {
    /// Texts of the inbox as a list to work through.
    WorkTexts {
        states: "Where conversations are", "Où en sont les conversations";
        all: "All", "Toutes";
        open: "Open", "Ouvertes";
        waiting: "Waiting", "En attente";
        snoozed: "Snoozed", "Reportées";
        done: "Done", "Terminées";
        who: "Who answers", "Qui répond";
        who_all: "Anybody", "Tout le monde";
        who_me: "Mine", "Les miennes";
        who_nobody: "Nobody's", "À personne";
        show: "What is new", "Ce qui est nouveau";
        show_all: "Read and unread", "Lues et non lues";
        show_unread: "Unread", "Non lues";
        show_unanswered: "Unanswered", "Sans réponse";
        sort: "Order", "Ordre";
        sort_last: "Last written", "Dernier message";
        sort_waiting: "Waiting longest", "Attente la plus longue";
        sort_spend: "Paid most", "Plus gros paiements";
        list: "List", "Liste";
        list_all: "On any list or none", "Avec ou sans liste";
        tag: "Tag", "Étiquette";
        apply: "Show", "Afficher";
        empty_title: "Nothing here", "Rien ici";
        empty: "No conversation is like that now. Choose other filters to see more.", "Aucune conversation ne correspond. Choisissez d’autres filtres pour en voir plus.";
        search: "Search people and messages", "Rechercher des personnes et des messages";
        search_hint: "Name or words", "Nom ou mots";
        found: "Found for “{q}”", "Résultats pour « {q} »";
        people: "People", "Personnes";
        in_messages: "Messages", "Messages";
        we_said: "You: {text}", "Vous : {text}";
        found_nothing: "Nothing found", "Aucun résultat";
        found_nothing_hint: "Names of all fans are looked through, and all messages. All words must be there; the beginning of a word is enough.", "La recherche couvre les noms de tous les fans et tous les messages. Tous les mots doivent y être ; le début d’un mot suffit.";
        all_conversations: "All conversations", "Toutes les conversations";
        mine: "Yours", "À vous";
        theirs: "{name} answers", "{name} répond";
        snoozed_until: "Snoozed until {when}", "Reportée jusqu’au {when}";
        do_done: "Done", "Terminer";
        do_open: "Open again", "Rouvrir";
        do_snooze: "Snooze", "Reporter";
        in_3_hours: "For three hours", "De trois heures";
        tomorrow: "Until tomorrow, 9:00", "À demain, 9 h";
        monday: "Until Monday, 9:00", "À lundi, 9 h";
        other_time: "Until another time…", "À un autre moment…";
        until: "Until", "Jusqu’au";
        until_hint: "In your time zone, within a year. It comes back by itself, or when the fan writes.", "Dans votre fuseau horaire, d’ici un an. Elle revient d’elle-même, ou quand le fan écrit.";
        do_assign: "Who answers", "Qui répond";
        take: "Take it", "La prendre";
        nobody: "Nobody", "Personne";
        keys: "Keys", "Raccourcis clavier";
        key_next: "Next conversation", "Conversation suivante";
        key_previous: "Previous conversation", "Conversation précédente";
        key_done: "Done, or open again", "Terminer ou rouvrir";
        key_snooze: "Snooze", "Reporter";
        key_assign: "Who answers", "Qui répond";
        key_search: "Search", "Rechercher";
        ctrl_k: "Ctrl or ⌘ + K", "Ctrl ou ⌘ + K";
        key_help: "These keys", "Ces raccourcis";
        arrow_down: "Alt + ↓", "Alt + ↓";
        arrow_up: "Alt + ↑", "Alt + ↑";
        alt_shift_d: "Alt + Shift + D", "Alt + Maj + D";
        alt_shift_s: "Alt + Shift + S", "Alt + Maj + S";
        alt_shift_a: "Alt + Shift + A", "Alt + Maj + A";
        question: "?", "?";
    }
}
