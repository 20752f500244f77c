//! Texts of the import.

crate::texts! {
    /// Texts of the import.
    ImportTexts {
        title: "Import fans", "Importer des fans";
        inbox: "Messages", "Messages";
        none_title: "Connect an account first", "Reliez d’abord un compte";
        none: "Fans are imported to an OnlyFans account. Connect one under Messages.", "Les fans s’importent dans un compte OnlyFans. Reliez-en un dans Messages.";
        connect: "Go to Messages", "Aller aux Messages";
        about: "A CSV file whose first line names its columns, in any order: Username, Display Name (one of the two is needed), Email, Subscription Tier, Total Spent, Last Seen. Fans who are known are completed, not doubled; the same file twice changes nothing.", "Un fichier CSV dont la première ligne nomme les colonnes, dans n’importe quel ordre : Username, Display Name (l’un des deux est nécessaire), Email, Subscription Tier, Total Spent, Last Seen. Les fans connus sont complétés, pas doublés ; le même fichier deux fois ne change rien.";
        account: "Account", "Compte";
        file: "File", "Fichier";
        file_hint: "CSV in UTF-8, at most 10 MB and 100,000 rows. Choose it, or drop it here.", "CSV en UTF-8, 10 Mo et 100 000 lignes au plus. Choisissez-le, ou déposez-le ici.";
        send: "Import", "Importer";
        no_columns: "Choose a file whose first line names its columns, Username or Display Name among them.", "Choisissez un fichier dont la première ligne nomme les colonnes, dont Username ou Display Name.";
        too_many_rows: "The file has more than 100,000 rows. Divide it into several.", "Le fichier a plus de 100 000 lignes. Divisez-le.";
        too_large: "The file has more than 10 MB. Divide it into several.", "Le fichier fait plus de 10 Mo. Divisez-le.";
        result: "What became of the rows", "Ce que sont devenues les lignes";
        total: "Rows", "Lignes";
        inserted: "New fans", "Nouveaux fans";
        updated: "Completed", "Complétés";
        skipped: "Nothing new", "Rien de nouveau";
        refused: "Not taken", "Non prises";
        row: "Line", "Ligne";
        problem: "What to do", "Que faire";
        not_text: "Save the file as “CSV UTF-8”: this row is not.", "Enregistrez le fichier en « CSV UTF-8 » : cette ligne ne l’est pas.";
        no_name: "Fill Username or Display Name.", "Remplissez Username ou Display Name.";
        bad_username: "Correct Username: letters, digits, dots, hyphens and underscores only.", "Corrigez Username : lettres, chiffres, points, tirets et soulignés seulement.";
        too_long: "Shorten: names to 100 characters, e-mail addresses to 254, tiers to 50.", "Raccourcissez : noms à 100 caractères, adresses e-mail à 254, niveaux à 50.";
        bad_email: "Correct Email, or leave it empty.", "Corrigez Email, ou laissez-le vide.";
        bad_amount: "Write Total Spent as $1,234.50, or leave it empty.", "Écrivez Total Spent comme $1,234.50, ou laissez-le vide.";
        bad_date: "Write Last Seen as 2026-07-14, or leave it empty.", "Écrivez Last Seen comme 2026-07-14, ou laissez-le vide.";
        repeated: "An earlier row is about the same fan: keep one of them.", "Une ligne plus haut concerne le même fan : n’en gardez qu’une.";
        ambiguous: "Several fans have this name: fill Username.", "Plusieurs fans ont ce nom : remplissez Username.";
    }
}
