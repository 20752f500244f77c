//! Texts of sharing.

use model::sharing::Deed;

crate::texts! {
    /// Texts of sharing.
    SharingTexts {
        shared_links: "More about this post", "Plus sur cette publication";
        shared_history: "History", "Historique";
        tabs: "Ways to share", "Façons de partager";
        tab_people: "People", "Personnes";
        tab_invitations: "Invitations", "Invitations";
        tab_links: "Links", "Liens";
        tab_requests: "Requests", "Demandes";
        tab_log: "Log", "Journal";
        make_owner: "Make owner", "Rendre propriétaire";
        make_owner_of: "Make owner: {name}", "Rendre propriétaire : {name}";
        make_owner_ask: "Really make {name} the owner? You become an editor.", "Rendre vraiment {name} propriétaire ? Vous devenez éditeur.";
        make_owner_yes: "Yes, pass it on", "Oui, transmettre";
        settings: "Rules", "Règles";
        guests_edit: "Guests of links may edit", "Les invités par lien peuvent écrire";
        guests_edit_hint: "Otherwise they comment at most.", "Sinon, ils peuvent au plus commenter.";
        editors_share: "Editors may invite people and make links", "Les éditeurs peuvent inviter et créer des liens";
        emails: "E-mail addresses", "Adresses e-mail";
        emails_hint: "One or many, separated by commas, spaces or lines. They need no account yet.", "Une ou plusieurs, séparées par des virgules, des espaces ou des lignes. Un compte n’est pas nécessaire.";
        role: "Role", "Rôle";
        message: "Message", "Message";
        message_hint: "It stands in the mail. May be left empty.", "Il figure dans l’e-mail. Peut rester vide.";
        invite: "Invite", "Inviter";
        invited: "The invitations are on their way.", "Les invitations sont en route.";
        no_invitations: "No invitation waits for an answer.", "Aucune invitation en attente.";
        until: "until {when}", "jusqu’au {when}";
        ended: "expired on {when}", "expirée le {when}";
        resend: "Send again", "Renvoyer";
        resend_to: "Send again the invitation of {name}", "Renvoyer l’invitation de {name}";
        revoke: "Revoke", "Révoquer";
        revoke_of: "Revoke the invitation of {name}", "Révoquer l’invitation de {name}";
        resent: "The invitation is on its way again.", "L’invitation est repartie.";
        link_lead: "Whoever has the link comes in as a guest, without an account.", "Toute personne qui a le lien entre en invité, sans compte.";
        link_name: "Name of the link", "Nom du lien";
        link_name_hint: "For you, to tell links apart.", "Pour vous, afin de les distinguer.";
        link_password: "Password", "Mot de passe";
        link_password_hint: "From 6 characters. Left empty, the link asks for none.", "Au moins 6 caractères. Vide, le lien n’en demande pas.";
        show_password: "Show password", "Afficher le mot de passe";
        hide_password: "Hide password", "Masquer le mot de passe";
        link_end: "Works for", "Valable";
        end_never: "as long as it is not revoked", "tant qu’il n’est pas révoqué";
        end_day: "one day", "un jour";
        end_week: "one week", "une semaine";
        end_month: "30 days", "30 jours";
        link_uses: "Guests at most", "Invités au plus";
        link_uses_hint: "Left empty, as many as come.", "Vide, sans limite.";
        not_a_number: "Write a whole number.", "Écrivez un nombre entier.";
        make_link: "Make a link", "Créer un lien";
        link_made: "Copy the link now: it is not shown again.", "Copiez le lien maintenant : il ne sera plus affiché.";
        copy: "Copy", "Copier";
        copied: "Copied.", "Copié.";
        copy_by_hand: "Your browser does not let us copy. Mark the link and copy it yourself.", "Votre navigateur ne permet pas de copier. Sélectionnez le lien et copiez-le vous-même.";
        no_links: "There are no links yet.", "Il n’y a pas encore de lien.";
        unnamed_link: "Link", "Lien";
        with_password: "with a password", "avec mot de passe";
        uses: "used {n} times", "utilisé {n} fois";
        uses_one: "used once", "utilisé une fois";
        uses_of: "of {n}", "sur {n}";
        last_used: "last on {when}", "la dernière fois le {when}";
        revoke_link: "Revoke the link {name}", "Révoquer le lien {name}";
        guests: "Guests", "Invités";
        remove_guest: "Put out {name}", "Exclure {name}";
        put_out: "Put out", "Exclure";
        no_requests: "Nobody asks for access.", "Personne ne demande d’accès.";
        accept_as: "Accept {name} as", "Accepter {name} comme";
        accept: "Accept", "Accepter";
        accept_of: "Accept the request of {name}", "Accepter la demande de {name}";
        decline: "Decline", "Refuser";
        decline_of: "Decline the request of {name}", "Refuser la demande de {name}";
        no_log: "Nothing has changed yet.", "Rien n’a encore changé.";
        older: "Older", "Plus anciens";
        somebody: "Somebody", "Quelqu’un";
        shared_title: "A post is shared with you", "Une publication est partagée avec vous";
        shared_lead: "You need no account. The others see you as a guest.", "Aucun compte n’est nécessaire. Les autres vous voient comme invité.";
        your_name: "Your name", "Votre nom";
        your_name_hint: "May be left empty: you are called “Guest fox”, for example.", "Peut rester vide : vous serez par exemple « Renard invité ».";
        the_password: "Password of the link", "Mot de passe du lien";
        enter: "Open", "Ouvrir";
        guest: "guest", "invité";
        guest_named: "{name} (guest)", "{name} (invité)";
        link_over_title: "This link does not work any more", "Ce lien ne fonctionne plus";
        link_over: "It was revoked, has expired, or was used as often as it may be. Ask the one who sent it for a new one.", "Il a été révoqué, a expiré ou a servi autant de fois que permis. Demandez-en un nouveau à la personne qui vous l’a envoyé.";
        invitation_title: "You are invited", "Vous êtes invité";
        invitation_lead: "{from} invites you to {title}.", "{from} vous invite à rejoindre {title}.";
        invitation_for: "Your role: {role}. This invitation is for {email}.", "Votre rôle : {role}. Cette invitation est pour {email}.";
        sign_in_first: "Sign in with this address to accept, or create an account.", "Connectez-vous avec cette adresse pour accepter, ou créez un compte.";
        other_address: "You are signed in with another address. Sign out, and open this link again.", "Vous êtes connecté avec une autre adresse. Déconnectez-vous et rouvrez ce lien.";
        sign_in: "Sign in", "Se connecter";
        sign_up: "Create account", "Créer un compte";
        an_untitled_post: "an untitled post", "une publication sans titre";
        ask_lead: "If somebody shares this post with you, it opens here. If you were invited by e-mail, open the link in that mail. You can also ask for access.", "Si quelqu’un partage cette publication avec vous, elle s’ouvrira ici. Si vous avez été invité par e-mail, ouvrez le lien de ce message. Vous pouvez aussi demander l’accès.";
        ask_message: "Message to the owner", "Message au propriétaire";
        ask: "Ask for access", "Demander l’accès";
        asked: "If there is such a post, its owner has your request.", "Si cette publication existe, son propriétaire a reçu votre demande.";
        deed_added: "{actor} gave {subject} access as {role}", "{actor} a donné accès à {subject} : {role}";
        deed_role_changed: "{actor} changed the role of {subject} to {role}", "{actor} a changé le rôle de {subject} : {role}";
        deed_removed: "{actor} ended the access of {subject}", "{actor} a retiré l’accès de {subject}";
        deed_left: "{actor} left", "{actor} a quitté la publication";
        deed_ownership_passed: "{actor} made {subject} the owner", "{actor} a rendu {subject} propriétaire";
        deed_invited: "{actor} invited {subject} as {role}", "{actor} a invité {subject} : {role}";
        deed_invitation_resent: "{actor} sent the invitation of {subject} again", "{actor} a renvoyé l’invitation de {subject}";
        deed_invitation_revoked: "{actor} revoked the invitation of {subject}", "{actor} a révoqué l’invitation de {subject}";
        deed_invitation_accepted: "{actor} accepted the invitation as {role}", "{actor} a accepté l’invitation : {role}";
        deed_invitation_declined: "{subject} declined the invitation", "{subject} a refusé l’invitation";
        deed_link_made: "{actor} made the link “{subject}” for {role}", "{actor} a créé le lien « {subject} » : {role}";
        deed_link_changed: "{actor} changed the link “{subject}”", "{actor} a modifié le lien « {subject} »";
        deed_link_revoked: "{actor} revoked the link “{subject}”", "{actor} a révoqué le lien « {subject} »";
        deed_guest_entered: "The guest {subject} came in by a link", "L’invité {subject} est arrivé par un lien";
        deed_guest_removed: "{actor} put the guest {subject} out", "{actor} a exclu l’invité {subject}";
        deed_asked: "{actor} asked for access", "{actor} a demandé l’accès";
        deed_request_accepted: "{actor} accepted the request of {subject} as {role}", "{actor} a accepté la demande de {subject} : {role}";
        deed_request_declined: "{actor} declined the request of {subject}", "{actor} a refusé la demande de {subject}";
        deed_guests_edit_allowed: "{actor} let guests of links edit", "{actor} a permis aux invités des liens de modifier";
        deed_guests_edit_forbidden: "{actor} no longer lets guests of links edit", "{actor} ne permet plus aux invités des liens de modifier";
        deed_editors_share_allowed: "{actor} let editors invite people and make links", "{actor} a permis aux éditeurs d’inviter et de créer des liens";
        deed_editors_share_forbidden: "{actor} no longer lets editors invite people and make links", "{actor} ne permet plus aux éditeurs d’inviter et de créer des liens";
        deed_settings_changed: "{actor} changed the rules of sharing", "{actor} a changé les règles de partage";
    }
}

/// The sentence for a deed.
pub(crate) fn deed(texts: &'static SharingTexts, deed: Deed) -> &'static str {
    match deed {
        Deed::Added => texts.deed_added,
        Deed::RoleChanged => texts.deed_role_changed,
        Deed::Removed => texts.deed_removed,
        Deed::Left => texts.deed_left,
        Deed::OwnershipPassed => texts.deed_ownership_passed,
        Deed::Invited => texts.deed_invited,
        Deed::InvitationResent => texts.deed_invitation_resent,
        Deed::InvitationRevoked => texts.deed_invitation_revoked,
        Deed::InvitationAccepted => texts.deed_invitation_accepted,
        Deed::InvitationDeclined => texts.deed_invitation_declined,
        Deed::LinkMade => texts.deed_link_made,
        Deed::LinkChanged => texts.deed_link_changed,
        Deed::LinkRevoked => texts.deed_link_revoked,
        Deed::GuestEntered => texts.deed_guest_entered,
        Deed::GuestRemoved => texts.deed_guest_removed,
        Deed::Asked => texts.deed_asked,
        Deed::RequestAccepted => texts.deed_request_accepted,
        Deed::RequestDeclined => texts.deed_request_declined,
        Deed::GuestsEditAllowed => texts.deed_guests_edit_allowed,
        Deed::GuestsEditForbidden => texts.deed_guests_edit_forbidden,
        Deed::EditorsShareAllowed => texts.deed_editors_share_allowed,
        Deed::EditorsShareForbidden => texts.deed_editors_share_forbidden,
        Deed::SettingsChanged => texts.deed_settings_changed,
    }
}
