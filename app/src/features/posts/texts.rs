//! Texts of posts.

crate::texts! {
    /// Texts of posts.
    PostTexts {
        title: "Posts", "Publications";
        new: "New post", "Nouvelle publication";
        mine: "My posts", "Mes publications";
        shared: "Shared with me", "Partagées avec moi";
        search: "Search title and text", "Chercher dans le titre et le texte";
        status: "Status", "État";
        status_active: "All posts", "Toutes";
        status_draft: "Draft", "Brouillon";
        status_archived: "Archived", "Archivée";
        status_trash: "Trash", "Corbeille";
        sort: "Sort by", "Trier par";
        sort_updated: "Last changed", "Modification";
        sort_created: "Newest", "Création";
        sort_title: "Title", "Titre";
        apply: "Show", "Afficher";
        untitled: "Untitled", "Sans titre";
        changed: "Changed", "Modifiée";
        owner: "Owner", "Propriétaire";
        words: "Words", "Mots";
        here: "Here now", "En ligne";
        pages: "Pages of the list", "Pages de la liste";
        empty_title: "Your first post starts here", "Votre première publication commence ici";
        empty: "Write by yourself or with your team: everybody types in the same text at the same time.", "Écrivez seul ou en équipe : tout le monde tape dans le même texte, en même temps.";
        empty_shared_title: "Nothing is shared with you yet", "Rien n’est encore partagé avec vous";
        empty_shared: "When somebody adds you to a post, you find it here.", "Quand quelqu’un vous ajoute à une publication, vous la trouvez ici.";
        empty_found_title: "Nothing fits", "Aucun résultat";
        empty_found: "Try other words or another status.", "Essayez d’autres mots ou un autre état.";
        clear: "Clear the filters", "Effacer les filtres";
        empty_trash_title: "The trash is empty", "La corbeille est vide";
        empty_trash: "What you delete stays here for 30 days. Open it and choose “Restore” to get it back.", "Ce que vous supprimez reste ici 30 jours. Ouvrez-le et choisissez « Restaurer » pour le récupérer.";
        title_field: "Title", "Titre";
        title_placeholder: "Untitled", "Sans titre";
        connecting: "Connecting…", "Connexion…";
        saving: "Saving…", "Enregistrement…";
        saved: "Saved", "Enregistré";
        offline: "Offline: kept on this device", "Hors ligne : gardé sur cet appareil";
        reading: "Read only", "Lecture seule";
        apart: "The servers have lost their link. What people on other servers write comes some seconds late; their cursors and comments come when the link is back. Nothing is lost.", "Les serveurs ont perdu leur liaison. Ce qu’écrivent les personnes connectées à d’autres serveurs arrive avec quelques secondes de retard ; leurs curseurs et leurs commentaires, quand la liaison sera rétablie. Rien n’est perdu.";
        share: "Share", "Partager";
        share_title: "Who has access", "Qui a accès";
        share_lead: "Add people who have an account here.", "Ajoutez des personnes qui ont un compte ici.";
        share_email: "E-mail address", "Adresse e-mail";
        share_role: "Role", "Rôle";
        share_add: "Add", "Ajouter";
        share_remove: "Remove {name}", "Retirer {name}";
        share_leave: "Leave this post", "Quitter cette publication";
        role_of: "Role of {name}", "Rôle de {name}";
        role_owner: "Owner", "Propriétaire";
        role_editor: "Editor: can write", "Éditeur : peut écrire";
        role_commenter: "Commenter: can comment", "Commentateur : peut commenter";
        role_viewer: "Viewer: can read", "Lecteur : peut lire";
        badge_editor: "Editor", "Éditeur";
        badge_commenter: "Commenter", "Commentateur";
        badge_viewer: "Viewer", "Lecteur";
        menu: "More about this post", "Plus d’actions";
        publish: "Publish…", "Diffuser…";
        history: "History", "Historique";
        duplicate: "Duplicate", "Dupliquer";
        copy_of: "Copy of {title}", "Copie de {title}";
        archive: "Archive", "Archiver";
        unarchive: "Take out of the archive", "Sortir des archives";
        delete: "Move to the trash", "Mettre à la corbeille";
        restore: "Restore", "Restaurer";
        delete_for_good: "Delete for good", "Supprimer définitivement";
        delete_for_good_title: "Delete this post for good?", "Supprimer définitivement cette publication ?";
        delete_for_good_lead: "It cannot be brought back, neither by you nor by the people it is shared with.", "Elle ne pourra plus être récupérée, ni par vous ni par les personnes avec qui elle est partagée.";
        export_markdown: "Download as Markdown", "Télécharger en Markdown";
        export_html: "Download as HTML", "Télécharger en HTML";
        export_text: "Download as plain text", "Télécharger en texte brut";
        shortcuts: "Keyboard shortcuts", "Raccourcis clavier";
        trashed: "This post is in the trash. It is deleted for good 30 days after it went there.", "Cette publication est dans la corbeille. Elle est supprimée définitivement 30 jours après y avoir été mise.";
        to_trash_done: "The post is in the trash.", "La publication est dans la corbeille.";
        archived_done: "The post is archived.", "La publication est archivée.";
        draft_done: "The post is a draft again.", "La publication est à nouveau un brouillon.";
        word_count: "{n} words", "{n} mots";
        word_count_one: "{n} word", "{n} mot";
        character_count: "{n} characters", "{n} caractères";
        character_count_one: "{n} character", "{n} caractère";
        people_here: "People here now", "Personnes présentes";
        people_more: "{n} more", "{n} de plus";
        idle: "{name} (idle)", "{name} (inactif)";
        away: "{name} (away)", "{name} (absent)";
        types: "{name} (typing)", "{name} (écrit)";
        typing_one: "{name} is typing…", "{name} écrit…";
        typing_two: "{name} and {other} are typing…", "{name} et {other} écrivent…";
        typing_many: "{n} people are typing…", "{n} personnes écrivent…";
        follow: "Follow {name}", "Suivre {name}";
        following: "You are following {name}.", "Vous suivez {name}.";
        stop_following: "Stop", "Arrêter";
        formatting: "Formatting", "Mise en forme";
        bold: "Bold", "Gras";
        italic: "Italic", "Italique";
        underline: "Underline", "Souligné";
        strike: "Strike through", "Barré";
        code: "Code", "Code";
        heading1: "Heading 1", "Titre 1";
        heading2: "Heading 2", "Titre 2";
        heading3: "Heading 3", "Titre 3";
        bullet_list: "List", "Liste";
        ordered_list: "Numbered list", "Liste numérotée";
        task_list: "Task list", "Liste de tâches";
        quote: "Quote", "Citation";
        code_block: "Code block", "Bloc de code";
        rule: "Rule", "Séparateur";
        link: "Link", "Lien";
        comment: "Comment", "Commenter";
        emoji: "Emoji", "Émoji";
        undo: "Undo", "Annuler";
        redo: "Redo", "Rétablir";
        closed_signed_out: "Your session has ended. What you typed is kept on this device: sign in again to go on.", "Votre session est terminée. Ce que vous avez tapé est gardé sur cet appareil : reconnectez-vous pour continuer.";
        closed_no_access: "Your access to this post has changed. Load the page again to see what you can do.", "Votre accès à cette publication a changé. Rechargez la page pour voir ce que vous pouvez faire.";
        closed_gone: "This post was deleted, or is no longer shared with you.", "Cette publication a été supprimée ou n’est plus partagée avec vous.";
        closed_too_big: "Your last change is too big to be saved. Copy it, load the page again and paste it in smaller parts.", "Votre dernière modification est trop volumineuse. Copiez-la, rechargez la page et collez-la par morceaux.";
        closed_outdated: "The editor has a new version. Load the page again to go on; what you typed is kept on this device.", "L’éditeur a une nouvelle version. Rechargez la page pour continuer ; ce que vous avez tapé est gardé sur cet appareil.";
        closed_malformed: "The connection broke in an unexpected way. Load the page again.", "La connexion s’est interrompue de façon inattendue. Rechargez la page.";
        reload: "Load again", "Recharger";
        no_editor: "The editor could not be loaded. Check your connection and load the page again; you can still read.", "L’éditeur n’a pas pu être chargé. Vérifiez votre connexion et rechargez la page ; la lecture reste possible.";
    }
}

/// What a post is called where its title is shown.
pub(super) fn name_of(texts: &PostTexts, title: &str) -> String {
    if title.is_empty() { texts.untitled } else { title }.to_owned()
}
