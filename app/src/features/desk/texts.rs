//! Texts of the fan desk.

crate::texts! {
    /// Texts of the fan desk.
    DeskTexts {
        title: "Messages", "Messages";
        campaigns: "Campaigns", "Campagnes";
        import: "Import fans", "Importer des fans";
        sandbox: "Sandbox", "Bac à sable";
        sandbox_hint: "No OnlyFans gateway is set here (ONLYFANS_API_KEY), so this is a sandbox: its fans are made up, and nothing reaches anybody.", "Aucune passerelle OnlyFans n’est réglée ici (ONLYFANS_API_KEY) : c’est un bac à sable, ses fans sont inventés et rien ne part vers personne.";
        off: "Sending is off", "Envoi désactivé";
        off_hint: "What you write is only logged, and reaches nobody (RATE_LIMITER_ENABLED). It can be tried again once sending is on.", "Ce que vous écrivez est seulement noté dans le journal et ne part vers personne (RATE_LIMITER_ENABLED). Vous pourrez réessayer une fois l’envoi rétabli.";
        none_title: "Answer your fans from here", "Répondez à vos fans d’ici";
        none: "Connect an OnlyFans account. Its fans and chats come here, what you write is sent at a safe pace, and you always see what became of it.", "Reliez un compte OnlyFans. Ses fans et ses conversations arrivent ici, vos messages partent à un rythme sûr et vous voyez toujours ce qu’ils deviennent.";
        account: "Account at the gateway", "Compte à la passerelle";
        account_hint: "It begins with acct_. The gateway shows it beside each account that is connected there.", "Il commence par acct_. La passerelle l’affiche à côté de chaque compte qui y est relié.";
        connect: "Connect", "Relier";
        try_sandbox: "Try it with the sandbox's creator", "Essayer avec la créatrice du bac à sable";
        sandbox_taken: "Somebody here has connected the sandbox's creator already. With a gateway, everybody connects accounts of their own.", "Quelqu’un ici a déjà relié la créatrice du bac à sable. Avec une passerelle, chacun relie ses propres comptes.";
        connected: "The account is connected. Its fans and chats are being read.", "Le compte est relié. Ses fans et ses conversations sont en cours de lecture.";
        list: "Conversations", "Conversations";
        pages: "Pages of the conversations", "Pages des conversations";
        empty_title: "No conversations yet", "Pas encore de conversation";
        empty: "Fans and chats are being read from OnlyFans. They come here by themselves.", "Les fans et les conversations sont lus depuis OnlyFans. Ils arrivent ici d’eux-mêmes.";
        empty_unread_title: "Everything is read", "Tout est lu";
        empty_unread: "What fans write comes here by itself.", "Ce que les fans écrivent arrive ici de soi-même.";
        choose_title: "Choose a conversation", "Choisissez une conversation";
        choose: "What is said in it is shown here.", "Ce qui s’y dit s’affiche ici.";
        back: "All conversations", "Toutes les conversations";
        you_said: "You: {text}", "Vous : {text}";
        unread_one: "{n} unread message", "{n} message non lu";
        unread_many: "{n} unread messages", "{n} messages non lus";
        spent: "Paid {money}", "A payé {money}";
        subscribed: "Subscribed", "Abonné";
        ended: "Subscription ended", "Abonnement terminé";
        chat: "What is said", "Ce qui se dit";
        older: "Older messages", "Messages plus anciens";
        newest: "Newest messages", "Messages les plus récents";
        nothing_said: "Nothing was said here yet.", "Rien n’a encore été dit ici.";
        they: "{name} wrote", "{name} a écrit";
        we: "You wrote", "Vous avez écrit";
        colleague: "{name} wrote for you", "{name} a écrit pour vous";
        tip: "Tip", "Pourboire";
        media_one: "{n} picture or video", "{n} photo ou vidéo";
        media_many: "{n} pictures or videos", "{n} photos ou vidéos";
        for_sale: "For {money}", "Pour {money}";
        bought: "Bought for {money}", "Acheté pour {money}";
        queued: "Waits for its turn", "Attend son tour";
        in_flight: "Being sent", "En cours d’envoi";
        sent: "Sent", "Envoyé";
        delivered: "Arrived", "Arrivé";
        read: "Read", "Lu";
        failed: "Not sent", "Non envoyé";
        rejected: "Refused", "Refusé";
        unconfirmed: "Unconfirmed", "Non confirmé";
        cancelled: "Taken back", "Annulé";
        unconfirmed_hint: "The answer was lost: look into the chat at OnlyFans. It is never sent again by itself.", "La réponse s’est perdue : regardez la conversation sur OnlyFans. Rien n’est renvoyé de soi-même.";
        cancel: "Take back", "Annuler l’envoi";
        retry: "Try again", "Réessayer";
        arrived: "It arrived", "Il est arrivé";
        not_arrived: "It did not", "Il n’est pas arrivé";
        write: "Write to {name}", "Écrire à {name}";
        write_hint: "Up to 5,000 characters. Ctrl or ⌘ with Enter sends.", "Jusqu’à 5 000 caractères. Ctrl ou ⌘ avec Entrée envoie.";
        send: "Send", "Envoyer";
        cannot: "OnlyFans does not let you write here: {reason}", "OnlyFans ne vous laisse pas écrire ici : {reason}";
        cannot_plain: "OnlyFans does not let you write here.", "OnlyFans ne vous laisse pas écrire ici.";
        check: "Look again", "Vérifier à nouveau";
        session_expired: "{name}: the session at OnlyFans has ended. Connect the account again at the gateway; what is written waits until then.", "{name} : la session OnlyFans a expiré. Reliez à nouveau le compte à la passerelle ; les messages attendent jusque-là.";
        code_needed: "{name}: OnlyFans asks for a code. Enter it at the gateway; what is written waits until then.", "{name} : OnlyFans demande un code. Saisissez-le à la passerelle ; les messages attendent jusque-là.";
        face_needed: "{name}: OnlyFans asks for your face. Show it at the gateway; what is written waits until then.", "{name} : OnlyFans demande votre visage. Montrez-le à la passerelle ; les messages attendent jusque-là.";
        disconnected: "{name}: the account is no longer connected at the gateway. Connect it there; what is written waits until then.", "{name} : le compte n’est plus relié à la passerelle. Reliez-le là-bas ; les messages attendent jusque-là.";
        refused: "{name}: the gateway does not take the key of this installation. Tell the administrator; what is written waits until then.", "{name} : la passerelle refuse la clé de cette installation. Prévenez l’administrateur ; les messages attendent jusque-là.";
        no_credits: "{name}: the gateway's credits are used up. Buy more there; what is written waits until then.", "{name} : les crédits de la passerelle sont épuisés. Rachetez-en ; les messages attendent jusque-là.";
        unknown: "{name}: the gateway does not know this account any more. What is written waits until it does.", "{name} : la passerelle ne connaît plus ce compte. Les messages attendent qu’elle le reconnaisse.";
    }
}
