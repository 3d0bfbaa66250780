<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About liftapp</source>
        <translation>Über liftapp</translation>
    </message>
    <message>
        <source>&lt;h2&gt;liftapp {version}&lt;/h2&gt;&lt;p&gt;Learns a long document on your own machine and answers questions about it. MIT licence.&lt;/p&gt;&lt;p&gt;The method is from “LIFT: Improving Long Context Understanding of Large Language Models through Long Input Fine-Tuning” (Mao et al.).&lt;/p&gt;</source>
        <translation>&lt;h2&gt;liftapp {version}&lt;/h2&gt;&lt;p&gt;Lernt ein langes Dokument auf dem eigenen Rechner und beantwortet Fragen dazu. MIT-Lizenz.&lt;/p&gt;&lt;p&gt;Die Methode stammt aus „LIFT: Improving Long Context Understanding of Large Language Models through Long Input Fine-Tuning“ (Mao et al.).&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&amp;Licence of Qt (LGPL)</source>
        <translation>&amp;Lizenz von Qt (LGPL)</translation>
    </message>
    <message>
        <source>Licence of Qt and PySide6</source>
        <translation>Lizenz von Qt und PySide6</translation>
    </message>
    <message>
        <source>Libraries, versions and licences</source>
        <translation>Bibliotheken, Versionen und Lizenzen</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
</context>
<context>
    <name>AnswerText</name>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>“{word}”: {share} from memory</source>
        <translation>„{word}“: {share} aus dem Gedächtnis</translation>
    </message>
    <message>
        <source>Its tokens: {tokens}</source>
        <translation>Token darin: {tokens}</translation>
    </message>
</context>
<context>
    <name>AnswerView</name>
    <message>
        <source>Answered with the text&apos;s start and end in view, not with the passages found.</source>
        <translation>Beantwortet mit Anfang und Ende des Textes, nicht mit den gefundenen Stellen.</translation>
    </message>
    <message>
        <source>Gate view</source>
        <translation>Gate-Ansicht</translation>
    </message>
    <message>
        <source>How much each layer took from memory, token by token</source>
        <translation>Wie viel jede Schicht aus dem Gedächtnis nahm, Token für Token</translation>
    </message>
    <message>
        <source>Reading the question…</source>
        <translation>Frage wird gelesen …</translation>
    </message>
    <message>
        <source>Answering…</source>
        <translation>Antwort wird geschrieben …</translation>
    </message>
    <message>
        <source>First asked: {question} {answer}</source>
        <translation>Zuvor gefragt: {question} {answer}</translation>
    </message>
    <message>
        <source>No answer: {sentence}</source>
        <translation>Keine Antwort: {sentence}</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
</context>
<context>
    <name>Around</name>
    <message>
        <source>liftapp made a mistake. What you did last may not have worked.</source>
        <translation>In liftapp ist ein Fehler aufgetreten. Die letzte Aktion hat womöglich nicht geklappt.</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>New line</source>
        <translation>Neue Zeile</translation>
    </message>
    <message>
        <source>Shift+Return</source>
        <translation>Umschalt+Return</translation>
    </message>
    <message>
        <source>Documents and memories ({patterns})</source>
        <translation>Dokumente und Gedächtnisse ({patterns})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open documents</source>
        <translation>Dokumente öffnen</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>Webseite (*.html)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>The chat was exported.</source>
        <translation>Der Chat wurde exportiert.</translation>
    </message>
    <message>
        <source>Export this chat</source>
        <translation>Diesen Chat exportieren</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>ChatView</name>
    <message>
        <source>&amp;Find</source>
        <translation>&amp;Suchen</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>E&amp;xportieren …</translation>
    </message>
    <message>
        <source>Ask anything about “{name}”. Every word of an answer will show how much of it came from memory, and which passages of the document go with it.</source>
        <translation>Zu „{name}“ kann alles gefragt werden. Jedes Wort einer Antwort zeigt, wie viel davon aus dem Gedächtnis stammt, und darunter stehen die passenden Textstellen des Dokuments.</translation>
    </message>
    <message>
        <source>Delete this question and its answer?

{question}</source>
        <translation>Diese Frage und ihre Antwort löschen?

{question}</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Find in this chat</source>
        <translation>In diesem Chat suchen</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Answer with</source>
        <translation>Antworten mit</translation>
    </message>
    <message>
        <source>&amp;Ask</source>
        <translation>F&amp;ragen</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>Sto&amp;pp</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Changing an earlier question; its answer is replaced.</source>
        <translation>Eine frühere Frage wird geändert; ihre Antwort wird ersetzt.</translation>
    </message>
    <message>
        <source>Answer &amp;with:</source>
        <translation>Antworten &amp;mit:</translation>
    </message>
</context>
<context>
    <name>Controller</name>
    <message>
        <source>Loading the model…</source>
        <translation>Modell wird geladen …</translation>
    </message>
    <message>
        <source>Model {model} on {reason}</source>
        <translation>Modell {model} auf {reason}</translation>
    </message>
    <message>
        <source>The engine is not running</source>
        <translation>Die Engine läuft nicht</translation>
    </message>
    <message>
        <source>&amp;Restart</source>
        <translation>&amp;Neu starten</translation>
    </message>
    <message>
        <source>Restart and r&amp;esume</source>
        <translation>Neu starten &amp;und fortsetzen</translation>
    </message>
    <message>
        <source>“{name}” is not learned to the end.</source>
        <translation>„{name}“ ist noch nicht zu Ende gelernt.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln memories are not learned to the end.</source>
        <translation>
            <numerusform>%Ln Gedächtnis ist noch nicht zu Ende gelernt.</numerusform>
            <numerusform>%Ln Gedächtnisse sind noch nicht zu Ende gelernt.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>F&amp;ortsetzen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln documents wait to be learned.</source>
        <translation>
            <numerusform>%Ln Dokument wartet darauf, gelernt zu werden.</numerusform>
            <numerusform>%Ln Dokumente warten darauf, gelernt zu werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>“{name}” waits to be learned.</source>
        <translation>„{name}“ wartet darauf, gelernt zu werden.</translation>
    </message>
    <message>
        <source>No longer waiting, because their files are gone: {names}.</source>
        <translation>Nicht mehr in der Warteschlange, weil die Dateien nicht mehr da sind: {names}.</translation>
    </message>
    <message>
        <source>“{name}” no longer waits to be learned: its file is gone.</source>
        <translation>„{name}“ wartet nicht mehr darauf, gelernt zu werden: Die Datei ist nicht mehr da.</translation>
    </message>
    <message>
        <source>“{name}”: {phase}, {share} %</source>
        <translation>„{name}“: {phase}, {share} %</translation>
    </message>
    <message>
        <source>Learning “{name}”</source>
        <translation>„{name}“ wird gelernt</translation>
    </message>
    <message>
        <source>Not running: “{name}”</source>
        <translation>Angehalten: „{name}“</translation>
    </message>
    <message>
        <source>“{name}” is learned.</source>
        <translation>„{name}“ ist gelernt.</translation>
    </message>
    <message>
        <source>Learned</source>
        <translation>Gelernt</translation>
    </message>
    <message>
        <source>&amp;Ask about it</source>
        <translation>Dazu f&amp;ragen</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
</context>
<context>
    <name>DropVeil</name>
    <message>
        <source>Drop documents here</source>
        <translation>Dokumente hier ablegen</translation>
    </message>
    <message>
        <source>Drop to open</source>
        <translation>Zum Öffnen ablegen</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>&amp;Open a document…</source>
        <translation>Dokument ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>&amp;Try the sample</source>
        <translation>&amp;Beispiel ausprobieren</translation>
    </message>
    <message>
        <source>Learn a long document, then ask it</source>
        <translation>Ein langes Dokument lernen lassen, dann befragen</translation>
    </message>
    <message>
        <source>Or drop PDF, text or Markdown files anywhere here.</source>
        <translation>Oder PDF-, Text- oder Markdown-Dateien irgendwo hier ablegen.</translation>
    </message>
    <message>
        <source>The sample is a made-up yearbook of 22 pages; learning it takes a minute or two.</source>
        <translation>Das Beispiel ist ein erfundenes Jahrbuch mit 22 Seiten; das Lernen dauert ein bis zwei Minuten.</translation>
    </message>
    <message>
        <source>&lt;b&gt;2. Let it learn.&lt;/b&gt; The model reads every passage once, so as to find it again. You can pause at any time and go on later.</source>
        <translation>&lt;b&gt;2. Lernen lassen.&lt;/b&gt; Das Modell liest jede Textstelle einmal, um sie wiederzufinden. Das lässt sich jederzeit pausieren und später fortsetzen.</translation>
    </message>
    <message>
        <source>&lt;b&gt;1. Open a document.&lt;/b&gt; You see the text that was found in it, and how long learning will take.</source>
        <translation>&lt;b&gt;1. Dokument öffnen.&lt;/b&gt; Zu sehen ist der Text, der darin gefunden wurde, und wie lange das Lernen dauern wird.</translation>
    </message>
    <message>
        <source>&lt;b&gt;3. Ask.&lt;/b&gt; Every answer says how much came from memory, or that the document does not say, and shows the passages nearest to it.</source>
        <translation>&lt;b&gt;3. Fragen.&lt;/b&gt; Jede Antwort sagt, wie viel aus dem Gedächtnis stammt oder dass im Dokument nichts dazu steht, und zeigt die Textstellen, die ihr am nächsten kommen.</translation>
    </message>
    <message>
        <source>Everything stays on this computer: nothing is sent anywhere.</source>
        <translation>Alles bleibt auf diesem Computer: Es wird nichts übertragen.</translation>
    </message>
</context>
<context>
    <name>EngineThread</name>
    <message>
        <source>The engine can&apos;t be started: {reason}</source>
        <translation>Die Engine kann nicht gestartet werden: {reason}</translation>
    </message>
</context>
<context>
    <name>FailureDialog</name>
    <message>
        <source>Something went wrong</source>
        <translation>Etwas ist schiefgegangen</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>&amp;Copy details</source>
        <translation>Details &amp;kopieren</translation>
    </message>
    <message>
        <source>Open &amp;log folder</source>
        <translation>&amp;Protokollordner öffnen</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in this chat</source>
        <translation>In diesem Chat suchen</translation>
    </message>
    <message>
        <source>&amp;Previous</source>
        <translation>&amp;Vorheriger</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>Nä&amp;chster</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>nothing found</source>
        <translation>nichts gefunden</translation>
    </message>
    <message>
        <source>{shown} of {total}</source>
        <translation>{shown} von {total}</translation>
    </message>
</context>
<context>
    <name>FoundView</name>
    <message>
        <source>Questions and answers found</source>
        <translation>Gefundene Fragen und Antworten</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Questions and answers: {n}</source>
        <translation>Fragen und Antworten: {n}</translation>
    </message>
    <message>
        <source>Questions and answers: the newest {n}</source>
        <translation>Fragen und Antworten: die {n} neuesten</translation>
    </message>
    <message>
        <source>No question or answer found</source>
        <translation>Keine Frage oder Antwort gefunden</translation>
    </message>
</context>
<context>
    <name>GateMap</name>
    <message>
        <source>Gate view: layers by tokens</source>
        <translation>Gate-Ansicht: Schichten und Token</translation>
    </message>
</context>
<context>
    <name>GateModel</name>
    <message>
        <source>Layer {number}</source>
        <translation>Schicht {number}</translation>
    </message>
    <message>
        <source>mean of all heads</source>
        <translation>Mittel aller Köpfe</translation>
    </message>
    <message>
        <source>head {number}</source>
        <translation>Kopf {number}</translation>
    </message>
    <message>
        <source>“{token}”, layer {layer}, {heads}: {share} from memory; all layers: {mean}</source>
        <translation>„{token}“, Schicht {layer}, {heads}: {share} aus dem Gedächtnis; alle Schichten: {mean}</translation>
    </message>
</context>
<context>
    <name>GateScale</name>
    <message>
        <source>Scale of memory use, 0 to 100 per cent</source>
        <translation>Skala des Gedächtnisanteils, 0 bis 100 Prozent</translation>
    </message>
</context>
<context>
    <name>GateTable</name>
    <message>
        <source>Gates as a table, a row for each token</source>
        <translation>Gates als Tabelle, eine Zeile je Token</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>GateTableModel</name>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Layer {number}</source>
        <translation>Schicht {number}</translation>
    </message>
</context>
<context>
    <name>GateView</name>
    <message>
        <source>Heads</source>
        <translation>Köpfe</translation>
    </message>
    <message>
        <source>Mean of all heads</source>
        <translation>Mittel aller Köpfe</translation>
    </message>
    <message>
        <source>Head {number}</source>
        <translation>Kopf {number}</translation>
    </message>
    <message>
        <source>As a &amp;table</source>
        <translation>Als &amp;Tabelle</translation>
    </message>
    <message>
        <source>Copy t&amp;able</source>
        <translation>Tabelle &amp;kopieren</translation>
    </message>
    <message>
        <source>Choose a token with the pointer or the arrow keys; figures are per cent.</source>
        <translation>Ein Token mit dem Mauszeiger oder den Pfeiltasten wählen; die Zahlen sind Prozent.</translation>
    </message>
    <message>
        <source>&amp;Show:</source>
        <translation>An&amp;zeigen:</translation>
    </message>
</context>
<context>
    <name>LearnSheet</name>
    <message>
        <source>&amp;Learn</source>
        <translation>&amp;Lernen</translation>
    </message>
    <message>
        <source>&amp;Several memories, each document one of its own</source>
        <translation>M&amp;ehrere Gedächtnisse, für jedes Dokument ein eigenes</translation>
    </message>
    <message>
        <source>&amp;One memory of all, in the order of the list</source>
        <translation>Ein &amp;gemeinsames Gedächtnis, in der Reihenfolge der Liste</translation>
    </message>
    <message>
        <source>Learning takes about {time}, {memory} of memory and {disk} on the disk</source>
        <translation>Das Lernen braucht etwa {time}, {memory} Arbeitsspeicher und {disk} Speicherplatz</translation>
    </message>
    <message>
        <source>estimated; the first one learned here will tell more exactly</source>
        <translation>geschätzt; nach dem ersten gelernten Dokument ist es genauer bekannt</translation>
    </message>
    <message>
        <source>from what was learned on this machine before</source>
        <translation>nach dem, was auf diesem Rechner schon gelernt wurde</translation>
    </message>
    <message>
        <source>Learn these documents</source>
        <translation>Diese Dokumente lernen</translation>
    </message>
    <message>
        <source>Learn this document</source>
        <translation>Dieses Dokument lernen</translation>
    </message>
    <message>
        <source>Documents to learn</source>
        <translation>Zu lernende Dokumente</translation>
    </message>
    <message>
        <source>Name of the memory</source>
        <translation>Name des Gedächtnisses</translation>
    </message>
    <message>
        <source>Base model</source>
        <translation>Basismodell</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Base &amp;model</source>
        <translation>Basis&amp;modell</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>Prognose</translation>
    </message>
    <message>
        <source>{title} and {number} more</source>
        <translation>{title} und {number} weitere</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird ermittelt …</translation>
    </message>
    <message>
        <source>No document is chosen</source>
        <translation>Kein Dokument ausgewählt</translation>
    </message>
    <message>
        <source>Reads every passage once and finds again what a question is about.</source>
        <translation>Liest jede Textstelle einmal und findet wieder, worum es in einer Frage geht.</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>Trainiert</translation>
    </message>
    <message>
        <source>Trains a small memory on questions about every sentence; takes longer.</source>
        <translation>Trainiert ein kleines Gedächtnis mit Fragen zu jedem Satz; dauert länger.</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>How to learn</source>
        <translation>Art des Lernens</translation>
    </message>
    <message>
        <source>&amp;How to learn</source>
        <translation>A&amp;rt des Lernens</translation>
    </message>
    <message>
        <source>As in the paper</source>
        <translation>Wie in der Veröffentlichung</translation>
    </message>
    <message>
        <source>The few steps of the published method, for large models.</source>
        <translation>Die wenigen Schritte der veröffentlichten Methode, für große Modelle.</translation>
    </message>
</context>
<context>
    <name>LearnedDialog</name>
    <message>
        <source>What was learned</source>
        <translation>Was gelernt wurde</translation>
    </message>
</context>
<context>
    <name>LearnedExam</name>
    <message>
        <source>Right answers, section by section</source>
        <translation>Richtige Antworten, Abschnitt für Abschnitt</translation>
    </message>
    <message>
        <source>Section</source>
        <translation>Abschnitt</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Gefragt</translation>
    </message>
    <message>
        <source>Right before</source>
        <translation>Vorher richtig</translation>
    </message>
    <message>
        <source>Right now</source>
        <translation>Jetzt richtig</translation>
    </message>
    <message>
        <source>Learned</source>
        <translation>Gelernt</translation>
    </message>
    <message>
        <source>Learn these &amp;more</source>
        <translation>Diese &amp;weiter lernen</translation>
    </message>
    <message>
        <source>Write new questions about these sections and go on learning with them</source>
        <translation>Neue Fragen zu diesen Abschnitten schreiben und mit ihnen weiterlernen</translation>
    </message>
    <message>
        <source>What was learned: {n} of {total} questions are right ({before} before learning).</source>
        <translation>Was gelernt wurde: {n} von {total} Fragen sind richtig (vor dem Lernen {before}).</translation>
    </message>
    <message>
        <source>Some of them may have been learned.</source>
        <translation>Manche davon können zum Lernen gedient haben.</translation>
    </message>
    <message>
        <source>Not learned: {names}</source>
        <translation>Nicht gelernt: {names}</translation>
    </message>
    <message>
        <source>Hold the &amp;exam now</source>
        <translation>&amp;Prüfung jetzt abhalten</translation>
    </message>
    <message>
        <source>No exam was held.</source>
        <translation>Es gab keine Prüfung.</translation>
    </message>
    <message>
        <source>No question could be written for an exam.</source>
        <translation>Für eine Prüfung ließ sich keine Frage schreiben.</translation>
    </message>
    <message>
        <source>What was learned: {n} of {total} questions that it never saw are right ({before} before learning).</source>
        <translation>Was gelernt wurde: {n} von {total} Fragen, die nicht zum Lernen dienten, sind richtig (vor dem Lernen {before}).</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>not asked</source>
        <translation>nicht gefragt</translation>
    </message>
    <message>
        <source>Part {n} of {total}</source>
        <translation>Teil {n} von {total}</translation>
    </message>
    <message>
        <source>Page {n}</source>
        <translation>Seite {n}</translation>
    </message>
    <message>
        <source>Pages {first} to {last}</source>
        <translation>Seiten {first} bis {last}</translation>
    </message>
</context>
<context>
    <name>LearnedSummary</name>
    <message>
        <source>&amp;Ask about it</source>
        <translation>Dazu f&amp;ragen</translation>
    </message>
    <message>
        <source>“{name}” was learned before; there was nothing to do.</source>
        <translation>„{name}“ war schon gelernt; es gab nichts zu tun.</translation>
    </message>
    <message>
        <source>Learned: “{name}”</source>
        <translation>Gelernt: „{name}“</translation>
    </message>
    <message>
        <source>It stopped before the last step: enough of the questions were known, or the held-out loss no longer fell.</source>
        <translation>Das Lernen endete vor dem letzten Schritt: Genug Fragen waren bekannt, oder der Validierungsverlust sank nicht mehr.</translation>
    </message>
    <message>
        <source>Passages read</source>
        <translation>Gelesene Textstellen</translation>
    </message>
    <message>
        <source>Questions learned from</source>
        <translation>Gelernte Fragen</translation>
    </message>
    <message>
        <source>Sentences covered</source>
        <translation>Abgedeckte Sätze</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>{loss} (at first {before}; lower is better)</source>
        <translation>{loss} (anfangs {before}; niedriger ist besser)</translation>
    </message>
    <message>
        <source>Held-out loss</source>
        <translation>Validierungsverlust</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
</context>
<context>
    <name>LearningProgress</name>
    <message>
        <source>Progress of this phase</source>
        <translation>Fortschritt dieser Phase</translation>
    </message>
    <message>
        <source>Forecast for all of it: about {time}</source>
        <translation>Prognose für alles zusammen: etwa {time}</translation>
    </message>
    <message>
        <source>Model {model} on {reason}</source>
        <translation>Modell {model} auf {reason}</translation>
    </message>
    <message>
        <source>{n} of {total}</source>
        <translation>{n} von {total}</translation>
    </message>
    <message>
        <source>training loss {loss}</source>
        <translation>Trainingsverlust {loss}</translation>
    </message>
    <message>
        <source>held-out loss {loss}</source>
        <translation>Validierungsverlust {loss}</translation>
    </message>
    <message>
        <source>{n} tokens/s</source>
        <translation>{n} Token/s</translation>
    </message>
    <message>
        <source>about {time} left, then learning</source>
        <translation>noch etwa {time}, danach Lernen</translation>
    </message>
    <message>
        <source>about {time} left, then a short exam</source>
        <translation>noch etwa {time}, dann eine kurze Prüfung</translation>
    </message>
    <message>
        <source>at most about {time} left, then a short exam</source>
        <translation>noch höchstens etwa {time}, dann eine kurze Prüfung</translation>
    </message>
    <message>
        <source>about {time} left</source>
        <translation>noch etwa {time}</translation>
    </message>
    <message>
        <source>pages: {pages}, tokens: {tokens}, {times} times the model&apos;s window</source>
        <translation>Seiten: {pages}, Token: {tokens}, das {times}-Fache des Kontextfensters</translation>
    </message>
    <message>
        <source>{file}, page {page}</source>
        <translation>{file}, Seite {page}</translation>
    </message>
    <message>
        <source>; no text in {places}</source>
        <translation>; kein Text in: {places}</translation>
    </message>
    <message>
        <source>; no text on pages {pages}</source>
        <translation>; Seiten ohne Text: {pages}</translation>
    </message>
</context>
<context>
    <name>LearningView</name>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pausieren</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>F&amp;ortsetzen</translation>
    </message>
    <message>
        <source>&amp;Cancel…</source>
        <translation>A&amp;bbrechen …</translation>
    </message>
    <message>
        <source>Nothing is being learned</source>
        <translation>Zurzeit wird nichts gelernt</translation>
    </message>
    <message>
        <source>Paused; what was learned so far is kept</source>
        <translation>Pausiert; das bisher Gelernte bleibt erhalten</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Stopping after this step…</source>
        <translation>Hält nach diesem Schritt an …</translation>
    </message>
    <message>
        <source>Cancel learning</source>
        <translation>Lernen abbrechen</translation>
    </message>
    <message>
        <source>Stop learning “{name}”?</source>
        <translation>Lernen von „{name}“ beenden?</translation>
    </message>
    <message>
        <source>What was learned so far can be kept, to resume later, or thrown away.</source>
        <translation>Das bisher Gelernte kann behalten und später fortgesetzt oder verworfen werden.</translation>
    </message>
    <message>
        <source>&amp;Keep what was learned (resume later)</source>
        <translation>Gelerntes &amp;behalten (später fortsetzen)</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>&amp;Go on learning</source>
        <translation>&amp;Weiterlernen</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>Verluste</translation>
    </message>
    <message>
        <source>Loss c&amp;urve</source>
        <translation>Verlust&amp;kurve</translation>
    </message>
    <message>
        <source>&amp;Table</source>
        <translation>&amp;Tabelle</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>Legend</source>
        <translation>Legende</translation>
    </message>
    <message>
        <source>The stronger a word&apos;s ground and the thicker the line under it, the more of it came from memory rather than from the text in view.</source>
        <translation>Je kräftiger ein Wort hinterlegt und je dicker es unterstrichen ist, desto mehr davon stammt aus dem Gedächtnis statt aus dem Text im Kontextfenster.</translation>
    </message>
    <message>
        <source>From memory:</source>
        <translation>Aus dem Gedächtnis:</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alles</translation>
    </message>
</context>
<context>
    <name>LibraryModel</name>
    <message>
        <source>learning now</source>
        <translation>wird gelernt</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>unfinished</source>
        <translation>unfertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>file changed</source>
        <translation>Datei geändert</translation>
    </message>
    <message>
        <source>file missing</source>
        <translation>Datei fehlt</translation>
    </message>
    <message>
        <source>base model missing</source>
        <translation>Basismodell fehlt</translation>
    </message>
    <message>
        <source>and {number} more</source>
        <translation>und {number} weitere</translation>
    </message>
    <message>
        <source>score {n} %</source>
        <translation>Ergebnis {n} %</translation>
    </message>
</context>
<context>
    <name>LibraryView</name>
    <message>
        <source>Order</source>
        <translation>Sortierung</translation>
    </message>
    <message>
        <source>Search memories and chats</source>
        <translation>Gedächtnisse und Chats durchsuchen</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Neueste</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Memories</source>
        <translation>Gedächtnisse</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Resume &amp;learning</source>
        <translation>&amp;Weiterlernen</translation>
    </message>
    <message>
        <source>&amp;What was learned…</source>
        <translation>&amp;Gelerntes ansehen …</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <source>&amp;Show the file</source>
        <translation>&amp;Datei anzeigen</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>&amp;Löschen …</translation>
    </message>
    <message>
        <source>Delete a memory</source>
        <translation>Gedächtnis löschen</translation>
    </message>
    <message>
        <source>Delete “{name}”?</source>
        <translation>„{name}“ löschen?</translation>
    </message>
    <message>
        <source>What was learned and its questions and answers are removed for good. The document&apos;s own file stays where it is.</source>
        <translation>Das Gelernte wird mitsamt den Fragen und Antworten endgültig entfernt. Die Datei des Dokuments bleibt, wo sie ist.</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>No memories yet: open a document</source>
        <translation>Noch keine Gedächtnisse: Dokument öffnen</translation>
    </message>
    <message>
        <source>No memory found</source>
        <translation>Kein Gedächtnis gefunden</translation>
    </message>
    <message>
        <source>Memories: {n}</source>
        <translation>Gedächtnisse: {n}</translation>
    </message>
    <message>
        <source>{n} of {total}</source>
        <translation>{n} von {total}</translation>
    </message>
</context>
<context>
    <name>LossCurve</name>
    <message>
        <source>Loss curve</source>
        <translation>Verlustkurve</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Training loss (nats per token)</source>
        <translation>Trainingsverlust (Nats je Token)</translation>
    </message>
    <message>
        <source>Held-out loss: questions kept back</source>
        <translation>Validierungsverlust: zurückgehaltene Fragen</translation>
    </message>
    <message>
        <source>No step of learning is done yet.</source>
        <translation>Noch kein Lernschritt ist getan.</translation>
    </message>
    <message>
        <source>Step {step}: training loss {loss}</source>
        <translation>Schritt {step}: Trainingsverlust {loss}</translation>
    </message>
    <message>
        <source>, held-out loss {loss}</source>
        <translation>, Validierungsverlust {loss}</translation>
    </message>
</context>
<context>
    <name>LossModel</name>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Training loss</source>
        <translation>Trainingsverlust</translation>
    </message>
    <message>
        <source>Held-out loss</source>
        <translation>Validierungsverlust</translation>
    </message>
</context>
<context>
    <name>LossTable</name>
    <message>
        <source>Losses as a table</source>
        <translation>Verluste als Tabelle</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Open a document…</source>
        <translation>Dokument ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Show how learning goes</source>
        <translation>Lernfortschritt anzeigen</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>&amp;Import a memory…</source>
        <translation>Gedächtnis &amp;importieren …</translation>
    </message>
    <message>
        <source>Export this &amp;chat…</source>
        <translation>Diesen &amp;Chat exportieren …</translation>
    </message>
    <message>
        <source>&amp;Models…</source>
        <translation>&amp;Modelle …</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Einstellungen …</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Library</source>
        <translation>&amp;Bibliothek</translation>
    </message>
    <message>
        <source>&amp;Chat</source>
        <translation>&amp;Chat</translation>
    </message>
    <message>
        <source>L&amp;earning</source>
        <translation>&amp;Lernen</translation>
    </message>
    <message>
        <source>&amp;Search memories and chats</source>
        <translation>Gedächtnisse und Chats durch&amp;suchen</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;About liftapp</source>
        <translation>&amp;Über liftapp</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>&amp;Use for new memories</source>
        <translation>Für &amp;neue Gedächtnisse verwenden</translation>
    </message>
    <message>
        <source>Add a &amp;folder…</source>
        <translation>&amp;Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>&amp;Download</source>
        <translation>&amp;Herunterladen</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Stoppen</translation>
    </message>
    <message>
        <source>{here} of {total}</source>
        <translation>{here} von {total}</translation>
    </message>
    <message>
        <source>{name} (used now)</source>
        <translation>{name} (in Verwendung)</translation>
    </message>
    <message>
        <source>{n} million</source>
        <translation>{n} Mio.</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>passt</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>passt nicht</translation>
    </message>
    <message>
        <source>Folder of a model</source>
        <translation>Ordner eines Modells</translation>
    </message>
    <message>
        <source>Name on the Hugging Face hub: owner/model</source>
        <translation>Name im Hugging Face Hub: Eigentümer/Modell</translation>
    </message>
    <message>
        <source>Name of a model on the Hugging Face hub</source>
        <translation>Name eines Modells im Hugging Face Hub</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Download fetches weights (safetensors), tokenizer and configuration, nothing that could run. It is the only thing in liftapp that uses the network.</source>
        <translation>Heruntergeladen werden Gewichte (safetensors), Tokenizer und Konfiguration, nichts, was ausgeführt werden könnte. Nur dafür nutzt liftapp das Netzwerk.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>On the disk</source>
        <translation>Speicherplatz</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Arbeitsspeicher</translation>
    </message>
</context>
<context>
    <name>NotFoundNote</name>
    <message>
        <source>The document does not say.</source>
        <translation>Im Dokument steht nichts dazu.</translation>
    </message>
    <message>
        <source>No passage was found that answers this. Other words, or a name, may help.</source>
        <translation>Keine Textstelle beantwortet das. Andere Worte oder ein Name helfen vielleicht weiter.</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>&amp;Open liftapp</source>
        <translation>liftapp ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
</context>
<context>
    <name>PageViewer</name>
    <message>
        <source>Previous page</source>
        <translation>Vorherige Seite</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Nächste Seite</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Fit &amp;width</source>
        <translation>An &amp;Breite anpassen</translation>
    </message>
    <message>
        <source>As &amp;text</source>
        <translation>Als T&amp;ext</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>Sch&amp;ließen</translation>
    </message>
    <message>
        <source>of {pages}</source>
        <translation>von {pages}</translation>
    </message>
    <message>
        <source>The file is no longer where it was. This is its text as it was learned.</source>
        <translation>Die Datei ist nicht mehr an ihrem Ort. Dies ist ihr Text, wie er gelernt wurde.</translation>
    </message>
    <message>
        <source>This PDF can&apos;t be shown (it is damaged, shorter than it was, or needs a password). This is its text as it was learned.</source>
        <translation>Dieses PDF kann nicht angezeigt werden (es ist beschädigt, kürzer als zuvor oder braucht ein Passwort). Dies ist sein Text, wie er gelernt wurde.</translation>
    </message>
    <message>
        <source>The passage could not be found on this page; “As text” shows it marked.</source>
        <translation>Die Textstelle war auf dieser Seite nicht zu finden; „Als Text“ zeigt sie markiert.</translation>
    </message>
    <message>
        <source>The passage continues on page {page}.</source>
        <translation>Die Textstelle geht auf Seite {page} weiter.</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
</context>
<context>
    <name>PdfView</name>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>Seite {page} von {pages}</translation>
    </message>
    <message>
        <source>Marked: {passage}</source>
        <translation>Markiert: {passage}</translation>
    </message>
</context>
<context>
    <name>Phases</name>
    <message>
        <source>Reading the document and loading the model</source>
        <translation>Dokument lesen und Modell laden</translation>
    </message>
    <message>
        <source>Writing questions</source>
        <translation>Fragen schreiben</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>Lernen</translation>
    </message>
    <message>
        <source>Asking what was learned</source>
        <translation>Abfragen, was gelernt wurde</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>still to come</source>
        <translation>steht noch aus</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Memories and chats</source>
        <translation>Gedächtnisse und Chats</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>Downloads</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Starter model</source>
        <translation>Mitgeliefertes Modell</translation>
    </message>
</context>
<context>
    <name>PreviewPane</name>
    <message>
        <source>Text read from the document</source>
        <translation>Aus dem Dokument gelesener Text</translation>
    </message>
    <message>
        <source>&amp;Ask about it</source>
        <translation>Dazu f&amp;ragen</translation>
    </message>
    <message>
        <source>&amp;Recognise their text</source>
        <translation>&amp;Text erkennen</translation>
    </message>
    <message>
        <source>With OCRmyPDF; it takes some seconds a page</source>
        <translation>Mit OCRmyPDF; das dauert einige Sekunden je Seite</translation>
    </message>
    <message>
        <source>Pages: {pages} · words: {words} · {file}</source>
        <translation>Seiten: {pages} · Wörter: {words} · {file}</translation>
    </message>
    <message>
        <source>⚠ Pages without text: {pages}. Nothing can be learned from them (scans?).</source>
        <translation>⚠ Seiten ohne Text: {pages}. Daraus kann nichts gelernt werden (Scans?).</translation>
    </message>
    <message>
        <source>⚠ Pages with unreadable characters: {pages}. They are left out.</source>
        <translation>⚠ Seiten mit unlesbaren Zeichen: {pages}. Sie werden ausgelassen.</translation>
    </message>
    <message>
        <source>These very documents were learned together already, as “{name}”.</source>
        <translation>Genau diese Dokumente wurden schon zusammen gelernt, als „{name}“.</translation>
    </message>
    <message>
        <source>This very document was learned already, as “{name}”.</source>
        <translation>Genau dieses Dokument wurde schon gelernt, als „{name}“.</translation>
    </message>
</context>
<context>
    <name>Pulse</name>
    <message>
        <source>Working</source>
        <translation>Arbeitet</translation>
    </message>
    <message>
        <source>No sign of life for {n} s; the machine may be busy</source>
        <translation>Seit {n} s kein Lebenszeichen; der Rechner ist womöglich ausgelastet</translation>
    </message>
</context>
<context>
    <name>QuestionEdit</name>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Ask about this document (Shift+Enter makes a new line)</source>
        <translation>Zu diesem Dokument fragen (neue Zeile mit Umschalt+Return)</translation>
    </message>
</context>
<context>
    <name>QuestionsList</name>
    <message>
        <source>Questions written, newest first</source>
        <translation>Geschriebene Fragen, neueste zuerst</translation>
    </message>
    <message>
        <source>Questions written: {n}</source>
        <translation>Geschriebene Fragen: {n}</translation>
    </message>
    <message>
        <source> (the newest {n} are shown)</source>
        <translation> (die neuesten {n} sind zu sehen)</translation>
    </message>
</context>
<context>
    <name>QueueView</name>
    <message>
        <source>Waiting documents</source>
        <translation>Wartende Dokumente</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Vorziehen</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Waiting to be learned: {n}</source>
        <translation>Noch zu lernen: {n}</translation>
    </message>
</context>
<context>
    <name>Quitting</name>
    <message>
        <source>Quit while learning?</source>
        <translation>Während des Lernens beenden?</translation>
    </message>
    <message>
        <source>A document is being learned.</source>
        <translation>Ein Dokument wird gerade gelernt.</translation>
    </message>
    <message>
        <source>Nothing is lost: what was learned so far is kept, and can be resumed.</source>
        <translation>Nichts geht verloren: Das bisher Gelernte bleibt erhalten und kann fortgesetzt werden.</translation>
    </message>
    <message>
        <source>&amp;Pause and quit</source>
        <translation>&amp;Pausieren und beenden</translation>
    </message>
    <message>
        <source>&amp;Keep learning in the tray</source>
        <translation>Im &amp;Hintergrund weiterlernen</translation>
    </message>
</context>
<context>
    <name>Recognition</name>
    <message>
        <source>Recognise text</source>
        <translation>Text erkennen</translation>
    </message>
    <message>
        <source>{file} has no readable text on any page; it is probably a scan.</source>
        <translation>{file} hat auf keiner Seite lesbaren Text; vermutlich ist es ein Scan.</translation>
    </message>
    <message>
        <source>Recognising it takes some seconds a page. The file stays as it is; what was recognised is kept with the memory.</source>
        <translation>Die Texterkennung dauert einige Sekunden je Seite. Die Datei bleibt, wie sie ist; was erkannt wurde, wird beim Gedächtnis aufbewahrt.</translation>
    </message>
    <message>
        <source>&amp;Recognise text</source>
        <translation>&amp;Text erkennen</translation>
    </message>
    <message>
        <source>Recognising the text of {file}…</source>
        <translation>Der Text von {file} wird erkannt …</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Starter model</source>
        <translation>Mitgeliefertes Modell</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>The best there is</source>
        <translation>Das beste verfügbare</translation>
    </message>
    <message>
        <source>Processor (CPU)</source>
        <translation>Prozessor (CPU)</translation>
    </message>
    <message>
        <source>NVIDIA or AMD graphics (CUDA)</source>
        <translation>NVIDIA- oder AMD-Grafik (CUDA)</translation>
    </message>
    <message>
        <source>Apple graphics (MPS)</source>
        <translation>Apple-Grafik (MPS)</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>Trainiert</translation>
    </message>
    <message>
        <source>As in the paper</source>
        <translation>Wie in der Veröffentlichung</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>Size of &amp;letters</source>
        <translation>Schriftg&amp;röße</translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Another language is used from the next start on.</source>
        <translation>Eine andere Sprache gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Learning and answering</source>
        <translation>Lernen und Antworten</translation>
    </message>
    <message>
        <source>Base &amp;model</source>
        <translation>Basis&amp;modell</translation>
    </message>
    <message>
        <source>&amp;Device</source>
        <translation>&amp;Gerät</translation>
    </message>
    <message>
        <source>&amp;How to learn</source>
        <translation>A&amp;rt des Lernens</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open the folder: {name}</source>
        <translation>Ordner öffnen: {name}</translation>
    </message>
    <message>
        <source>Start liftapp with --home, or set LIFTAPP_HOME, to keep everything elsewhere.</source>
        <translation>Um alles woanders aufzubewahren, liftapp mit --home starten oder LIFTAPP_HOME setzen.</translation>
    </message>
</context>
<context>
    <name>ShelfKeeper</name>
    <message>
        <source>Memories (*{suffix})</source>
        <translation>Gedächtnisse (*{suffix})</translation>
    </message>
    <message>
        <source>Export a memory</source>
        <translation>Gedächtnis exportieren</translation>
    </message>
    <message>
        <source>Import memories</source>
        <translation>Gedächtnisse importieren</translation>
    </message>
    <message>
        <source>Imported “{name}”.</source>
        <translation>„{name}“ wurde importiert.</translation>
    </message>
    <message>
        <source>Exported “{name}”.</source>
        <translation>„{name}“ wurde exportiert.</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>Sources</name>
    <message>
        <source>Page {number}</source>
        <translation>Seite {number}</translation>
    </message>
    <message>
        <source>Passage {number}</source>
        <translation>Textstelle {number}</translation>
    </message>
    <message>
        <source>{file}, page {number}</source>
        <translation>{file}, Seite {number}</translation>
    </message>
    <message>
        <source>Open the document with this passage marked</source>
        <translation>Dokument öffnen, mit dieser Textstelle markiert</translation>
    </message>
</context>
<context>
    <name>Talk</name>
    <message>
        <source>Stopped before the first word.</source>
        <translation>Vor dem ersten Wort angehalten.</translation>
    </message>
</context>
<context>
    <name>TextView</name>
    <message>
        <source>Text of the document</source>
        <translation>Text des Dokuments</translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>Show earlier questions</source>
        <translation>Frühere Fragen anzeigen</translation>
    </message>
    <message>
        <source>Questions and answers</source>
        <translation>Fragen und Antworten</translation>
    </message>
</context>
<context>
    <name>TurnView</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the answer</source>
        <translation>Antwort kopieren</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>Erneut fragen</translation>
    </message>
    <message>
        <source>Another answer to this question</source>
        <translation>Eine andere Antwort auf diese Frage</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Change the question and ask it again</source>
        <translation>Frage ändern und erneut stellen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete question and answer</source>
        <translation>Frage und Antwort löschen</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
</context>
<context>
    <name>app</name>
    <message>
        <source>liftapp is running already, but its window does not answer; end it first.</source>
        <translation>liftapp läuft bereits, aber das Fenster reagiert nicht; erst muss es beendet werden.</translation>
    </message>
</context>
<context>
    <name>phrases</name>
    <message>
        <source>Memory use: hardly any of this came from memory</source>
        <translation>Gedächtnisanteil: kaum etwas davon stammt aus dem Gedächtnis</translation>
    </message>
    <message>
        <source>Memory use: nearly all of this came from memory</source>
        <translation>Gedächtnisanteil: fast alles davon stammt aus dem Gedächtnis</translation>
    </message>
    <message>
        <source>Memory use: about {share} from memory</source>
        <translation>Gedächtnisanteil: etwa {share} aus dem Gedächtnis</translation>
    </message>
    <message>
        <source>Stopped before its end, so what carried it was not measured</source>
        <translation>Vorzeitig angehalten; worauf die Antwort beruht, wurde daher nicht gemessen</translation>
    </message>
    <message>
        <source>Carried by neither memory nor document: the base model alone</source>
        <translation>Beruht weder auf dem Gedächtnis noch auf dem Dokument, nur auf dem Basismodell</translation>
    </message>
    <message>
        <source>Carried by the memory</source>
        <translation>Beruht auf dem Gedächtnis</translation>
    </message>
    <message>
        <source>Carried by the text in view</source>
        <translation>Beruht auf dem Text im Kontextfenster</translation>
    </message>
    <message>
        <source>Carried by the memory and the text in view</source>
        <translation>Beruht auf dem Gedächtnis und dem Text im Kontextfenster</translation>
    </message>
    <message>
        <source>The document does not say</source>
        <translation>Im Dokument steht nichts dazu</translation>
    </message>
    <message>
        <source>Measured, not guessed: the answer was checked once with the memory off and once with nothing in view. What gives the same answer alone carried it.</source>
        <translation>Gemessen, nicht geraten: Die Antwort wurde einmal mit abgeschaltetem Gedächtnis und einmal mit leerem Kontextfenster geprüft. Sie beruht auf dem, was allein dieselbe Antwort ergibt.</translation>
    </message>
    <message>
        <source>Nothing else was switched on for this answer.</source>
        <translation>Für diese Antwort war nichts anderes eingeschaltet.</translation>
    </message>
    <message>
        <source>Memory and text</source>
        <translation>Gedächtnis und Text</translation>
    </message>
    <message>
        <source>Memory only</source>
        <translation>Nur Gedächtnis</translation>
    </message>
    <message>
        <source>Text only</source>
        <translation>Nur Text</translation>
    </message>
    <message>
        <source>Memory and passages found</source>
        <translation>Gedächtnis und gefundene Stellen</translation>
    </message>
    <message>
        <source>Passages found only</source>
        <translation>Nur gefundene Stellen</translation>
    </message>
    <message>
        <source>Compare: with and without memory</source>
        <translation>Vergleich: mit und ohne Gedächtnis</translation>
    </message>
    <message>
        <source>With memory</source>
        <translation>Mit Gedächtnis</translation>
    </message>
    <message>
        <source>Without memory</source>
        <translation>Ohne Gedächtnis</translation>
    </message>
    <message>
        <source>Base model alone</source>
        <translation>Basismodell allein</translation>
    </message>
    <message>
        <source>Memory use: this kind of memory can&apos;t tell</source>
        <translation>Gedächtnisanteil: bei dieser Art von Gedächtnis nicht feststellbar</translation>
    </message>
    <message>
        <source>Memory use: none, the memory was off</source>
        <translation>Gedächtnisanteil: keiner, das Gedächtnis war abgeschaltet</translation>
    </message>
    <message>
        <source>Apple GPU</source>
        <translation>Apple-Grafik</translation>
    </message>
    <message>
        <source>CPU, {0} core</source>
        <translation>CPU, {0} Kern</translation>
    </message>
    <message>
        <source>CPU, {0} cores</source>
        <translation>CPU, {0} Kerne</translation>
    </message>
    <message>
        <source>GPU {0}, {free_bytes} free</source>
        <translation>GPU {0}, {free_bytes} frei</translation>
    </message>
    <message>
        <source>HTTP status {0}</source>
        <translation>HTTP-Status {0}</translation>
    </message>
    <message>
        <source>The bundle&apos;s document (document.json)</source>
        <translation>Das Dokument der Gedächtnisdatei (document.json)</translation>
    </message>
    <message>
        <source>The header of the memory&apos;s tensors</source>
        <translation>Der Kopf der Tensoren des Gedächtnisses</translation>
    </message>
    <message>
        <source>The memory&apos;s description (memory.json)</source>
        <translation>Die Beschreibung des Gedächtnisses (memory.json)</translation>
    </message>
    <message>
        <source>The memory&apos;s exam (exam.json)</source>
        <translation>Die Prüfung des Gedächtnisses (exam.json)</translation>
    </message>
    <message>
        <source>The memory&apos;s questions (questions.json)</source>
        <translation>Die Fragenliste des Gedächtnisses (questions.json)</translation>
    </message>
    <message>
        <source>The model in {0}</source>
        <translation>Das Modell in {0}</translation>
    </message>
    <message>
        <source>The model {0}</source>
        <translation>Das Modell {0}</translation>
    </message>
    <message>
        <source>a PostScript file</source>
        <translation>eine PostScript-Datei</translation>
    </message>
    <message>
        <source>a PowerPoint file</source>
        <translation>eine PowerPoint-Datei</translation>
    </message>
    <message>
        <source>a Word document</source>
        <translation>ein Word-Dokument</translation>
    </message>
    <message>
        <source>a compressed file</source>
        <translation>eine komprimierte Datei</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>eine Liste</translation>
    </message>
    <message>
        <source>a program</source>
        <translation>ein Programm</translation>
    </message>
    <message>
        <source>a rich text document</source>
        <translation>ein RTF-Dokument</translation>
    </message>
    <message>
        <source>a web page</source>
        <translation>eine Webseite</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <source>a window of {0} tokens is too small to answer in</source>
        <translation>in ein Kontextfenster von {0} Token passt keine Antwort</translation>
    </message>
    <message>
        <source>an Excel file</source>
        <translation>eine Excel-Datei</translation>
    </message>
    <message>
        <source>an OpenDocument text</source>
        <translation>ein OpenDocument-Text</translation>
    </message>
    <message>
        <source>an archive</source>
        <translation>ein Archiv</translation>
    </message>
    <message>
        <source>an e-book</source>
        <translation>ein E-Book</translation>
    </message>
    <message>
        <source>an image</source>
        <translation>ein Bild</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>ein Objekt</translation>
    </message>
    <message>
        <source>an old Office document</source>
        <translation>ein altes Office-Dokument</translation>
    </message>
    <message>
        <source>bfloat16, to halve the memory of a large model</source>
        <translation>bfloat16, was den Speicherbedarf eines großen Modells halbiert</translation>
    </message>
    <message>
        <source>bfloat16, which this GPU computes fastest</source>
        <translation>bfloat16, womit diese GPU am schnellsten rechnet</translation>
    </message>
    <message>
        <source>bfloat16, which this processor computes fastest</source>
        <translation>bfloat16, womit dieser Prozessor am schnellsten rechnet</translation>
    </message>
    <message>
        <source>choose a PDF, text or Markdown file</source>
        <translation>eine PDF-, Text- oder Markdown-Datei wählen</translation>
    </message>
    <message>
        <source>choose a smaller model</source>
        <translation>ein kleineres Modell wählen</translation>
    </message>
    <message>
        <source>convert it to PDF and open that</source>
        <translation>in ein PDF umwandeln und dieses öffnen</translation>
    </message>
    <message>
        <source>convert it to PDF or plain text and open that</source>
        <translation>in PDF oder einfachen Text umwandeln und das Ergebnis öffnen</translation>
    </message>
    <message>
        <source>float16, since this GPU has no bfloat16</source>
        <translation>float16, da diese GPU kein bfloat16 kann</translation>
    </message>
    <message>
        <source>float32, since the model is small</source>
        <translation>float32, da das Modell klein ist</translation>
    </message>
    <message>
        <source>has the unknown part {0}</source>
        <translation>hat den unbekannten Teil {0}</translation>
    </message>
    <message>
        <source>it has {told}</source>
        <translation>sie hat {told}</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>sie ist leer</translation>
    </message>
    <message>
        <source>lacks {0}</source>
        <translation>hat kein {0}</translation>
    </message>
    <message>
        <source>load it in 4 bit or choose a smaller one</source>
        <translation>es in 4 Bit laden oder ein kleineres wählen</translation>
    </message>
    <message>
        <source>run OCR on it, save the result as a PDF with text, and open that</source>
        <translation>mit einer Texterkennung (OCR) bearbeiten, das Ergebnis als PDF mit Text speichern und dieses öffnen</translation>
    </message>
    <message>
        <source>save it as PDF or plain text and open that</source>
        <translation>als PDF oder einfachen Text speichern und das öffnen</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>the disk</source>
        <translation>der Datenträger</translation>
    </message>
    <message>
        <source>unpack it and open the document inside</source>
        <translation>entpacken und das Dokument darin öffnen</translation>
    </message>
    <message>
        <source>{0} and {1} more</source>
        <translation>{0} und {1} weitere</translation>
    </message>
    <message>
        <source>{0} as asked</source>
        <translation>{0} wie gewünscht</translation>
    </message>
    <message>
        <source>{cpu}: no GPU found</source>
        <translation>{cpu}: keine GPU gefunden</translation>
    </message>
    <message>
        <source>{what}: as asked</source>
        <translation>{what}: wie gewünscht</translation>
    </message>
</context>
<context>
    <name>sentences</name>
    <message>
        <source>--documents is a number of documents, 1 at least.</source>
        <translation>--documents ist eine Anzahl von Dokumenten, mindestens 1.</translation>
    </message>
    <message>
        <source>4-bit models need bitsandbytes, which is not installed here.</source>
        <translation>Für 4-Bit-Modelle wird bitsandbytes gebraucht, das hier nicht installiert ist.</translation>
    </message>
    <message>
        <source>A bug in liftapp: {0}: {1}.</source>
        <translation>Ein Fehler in liftapp: {0}: {1}.</translation>
    </message>
    <message>
        <source>A cartridge of {0} tokens, {1} of them frozen, has nothing to train; give it more tokens.</source>
        <translation>Eine Cartridge mit {0} Token, davon {1} eingefroren, hat nichts zu trainieren; mehr Token angeben.</translation>
    </message>
    <message>
        <source>A chat can&apos;t be written as {name}; end the name in {0}.</source>
        <translation>Als {name} kann ein Chat nicht geschrieben werden; der Name muss auf {0} enden.</translation>
    </message>
    <message>
        <source>A gated memory with gate {gate}, start {start} and hidden width {0} is unknown to this version of liftapp; update liftapp.</source>
        <translation>Ein Gedächtnis der Art gated mit Gate {gate}, Anfang {start} und innerer Breite {0} ist dieser Version von liftapp unbekannt; liftapp aktualisieren.</translation>
    </message>
    <message>
        <source>A kept answer can&apos;t be read; ask its question again.</source>
        <translation>Eine aufbewahrte Antwort kann nicht gelesen werden; die Frage erneut stellen.</translation>
    </message>
    <message>
        <source>A launcher needs an installed liftapp; install it with pip first.</source>
        <translation>Ein Programmstarter braucht ein installiertes liftapp; es zuerst mit pip installieren.</translation>
    </message>
    <message>
        <source>A made document has {0} to {1} tokens; change --length.</source>
        <translation>Ein erzeugtes Dokument hat {0} bis {1} Token; --length ändern.</translation>
    </message>
    <message>
        <source>A memory needs a name that is not empty.</source>
        <translation>Ein Gedächtnis braucht einen Namen, der nicht leer ist.</translation>
    </message>
    <message>
        <source>A memory&apos;s name can have {0} characters at most.</source>
        <translation>Der Name eines Gedächtnisses darf höchstens {0} Zeichen haben.</translation>
    </message>
    <message>
        <source>A memory&apos;s name can&apos;t have line breaks or control characters.</source>
        <translation>Der Name eines Gedächtnisses darf keine Zeilenumbrüche oder Steuerzeichen enthalten.</translation>
    </message>
    <message>
        <source>A model of the configuration {0} needs about {need} of memory to learn and {free} are free on {1}; choose a smaller one.</source>
        <translation>Ein Modell der Konfiguration {0} braucht zum Lernen etwa {need} Speicher, und auf {1} sind {free} frei; ein kleineres wählen.</translation>
    </message>
    <message>
        <source>A pissa memory needs the model&apos;s full weights, and this one is loaded in 4 bit; choose the lora or the gated memory.</source>
        <translation>Ein Gedächtnis der Art pissa braucht die vollen Gewichte des Modells, und dieses ist in 4 Bit geladen; die Art lora oder gated wählen.</translation>
    </message>
    <message>
        <source>A slot memory with {0} chunks of {1} and {2} tokens and sharpness {3} is unknown to this version of liftapp; update liftapp.</source>
        <translation>Ein Gedächtnis in Abschnitten, {0} zu {1} und {2} Token mit Schärfe {3}, ist dieser Version von liftapp unbekannt; liftapp ist zu aktualisieren.</translation>
    </message>
    <message>
        <source>A {0} memory belongs to the model it was made for; make it anew for this model and load its tensors.</source>
        <translation>Ein Gedächtnis der Art {0} gehört zu dem Modell, für das es angelegt wurde; es für dieses Modell neu anlegen und seine Tensoren laden.</translation>
    </message>
    <message>
        <source>Another program has held {0} for too long; close other liftapps and try again.</source>
        <translation>Ein anderes Programm hat {0} zu lange belegt; andere liftapp-Fenster schließen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Downloads are switched off by the variable HF_HUB_OFFLINE; unset it and start again.</source>
        <translation>Das Herunterladen ist durch die Variable HF_HUB_OFFLINE abgeschaltet; sie löschen und liftapp neu starten.</translation>
    </message>
    <message>
        <source>No launcher is installed.</source>
        <translation>Es ist kein Programmstarter installiert.</translation>
    </message>
    <message>
        <source>No page of {0} can be read, so the file is probably damaged; download or export it again.</source>
        <translation>Keine Seite von {0} kann gelesen werden, die Datei ist also wohl beschädigt; sie noch einmal herunterladen oder exportieren.</translation>
    </message>
    <message>
        <source>No text was found in the pictures of {0}, so there is nothing to learn.</source>
        <translation>In den Bildern von {0} wurde kein Text gefunden, es gibt also nichts zu lernen.</translation>
    </message>
    <message>
        <source>Nothing has been asked of {name} yet; ask it a question first.</source>
        <translation>Zu {name} wurde noch nichts gefragt; zuerst eine Frage stellen.</translation>
    </message>
    <message>
        <source>Nothing in {0} is measured by a judge; leave --judge out.</source>
        <translation>In {0} wird nichts von einem bewertenden Modell gemessen; --judge weglassen.</translation>
    </message>
    <message>
        <source>On macOS a launcher can&apos;t carry --home; leave it out.</source>
        <translation>Unter macOS kann ein Programmstarter --home nicht mitgeben; es weglassen.</translation>
    </message>
    <message>
        <source>Plots need matplotlib, which is not here; the report has all figures. Where liftapp came with pip: pip install &apos;liftapp[exam]&apos;.</source>
        <translation>Diagramme brauchen matplotlib, das hier fehlt; alle Zahlen stehen im Bericht. Wo liftapp mit pip installiert wurde: pip install &apos;liftapp[exam]&apos;.</translation>
    </message>
    <message>
        <source>ROUGE-L needs the package rouge-score; install it with pip install &apos;liftapp[exam]&apos;.</source>
        <translation>Für ROUGE-L wird das Paket rouge-score gebraucht; es mit pip install &apos;liftapp[exam]&apos; installieren.</translation>
    </message>
    <message>
        <source>Recognising text needs OCRmyPDF, which is not installed; install the package ocrmypdf of your system and try again.</source>
        <translation>Für die Texterkennung fehlt OCRmyPDF; das Paket ocrmypdf des Systems installieren und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>That answer is no longer in the chat.</source>
        <translation>Diese Antwort ist nicht mehr im Chat.</translation>
    </message>
    <message>
        <source>That memory is no longer in the library.</source>
        <translation>Dieses Gedächtnis ist nicht mehr in der Bibliothek.</translation>
    </message>
    <message>
        <source>The bundle must hold {0}, may hold {1} and {2}, and nothing else.</source>
        <translation>Die Gedächtnisdatei muss {0} enthalten, darf {1} und {2} enthalten, und sonst nichts.</translation>
    </message>
    <message>
        <source>The bundle&apos;s document (document.json) has a file that does not fit its text.</source>
        <translation>Das Dokument der Gedächtnisdatei (document.json) hat eine Datei, die nicht zu seinem Text passt.</translation>
    </message>
    <message>
        <source>The bundle&apos;s document (document.json) has a format this liftapp does not know; update liftapp.</source>
        <translation>Das Dokument der Gedächtnisdatei (document.json) hat ein Format, das dieses liftapp nicht kennt; liftapp aktualisieren.</translation>
    </message>
    <message>
        <source>The bundle&apos;s document (document.json) has a page that lies outside its text.</source>
        <translation>Das Dokument der Gedächtnisdatei (document.json) hat eine Seite, die außerhalb seines Textes liegt.</translation>
    </message>
    <message>
        <source>The bundle&apos;s document (document.json) has a passage that lies outside its text.</source>
        <translation>Das Dokument der Gedächtnisdatei (document.json) hat eine Textstelle, die außerhalb seines Textes liegt.</translation>
    </message>
    <message>
        <source>The bundle&apos;s exam has a section that lies outside its text.</source>
        <translation>Die Prüfung der Gedächtnisdatei hat einen Abschnitt, der außerhalb des Textes liegt.</translation>
    </message>
    <message>
        <source>The bundle&apos;s memory and document do not belong together.</source>
        <translation>Gedächtnis und Dokument der Gedächtnisdatei gehören nicht zusammen.</translation>
    </message>
    <message>
        <source>The bundle&apos;s tensors are not the ones its description means.</source>
        <translation>Die Tensoren der Gedächtnisdatei sind nicht die, die ihre Beschreibung meint.</translation>
    </message>
    <message>
        <source>The bundle&apos;s {0} is a link or not a plain file.</source>
        <translation>{0} in der Gedächtnisdatei ist eine Verknüpfung oder keine gewöhnliche Datei.</translation>
    </message>
    <message>
        <source>The bundle&apos;s {0} is compressed; it must be stored as it is.</source>
        <translation>{0} in der Gedächtnisdatei ist komprimiert; es muss unverändert gespeichert sein.</translation>
    </message>
    <message>
        <source>The bundle&apos;s {0} is cut short.</source>
        <translation>{0} in der Gedächtnisdatei ist abgeschnitten.</translation>
    </message>
    <message>
        <source>The bundle&apos;s {0} is encrypted.</source>
        <translation>{0} in der Gedächtnisdatei ist verschlüsselt.</translation>
    </message>
    <message>
        <source>The bundle&apos;s {0} is larger than it says.</source>
        <translation>{0} in der Gedächtnisdatei ist größer als angegeben.</translation>
    </message>
    <message>
        <source>The bundle&apos;s {0} is too large to be true.</source>
        <translation>{0} in der Gedächtnisdatei ist zu groß, um wahr zu sein.</translation>
    </message>
    <message>
        <source>The bundle&apos;s {0} unpacks to far more than it should.</source>
        <translation>{0} in der Gedächtnisdatei wird ausgepackt viel größer, als es sein sollte.</translation>
    </message>
    <message>
        <source>The disk is full, so the text of {0} can&apos;t be recognised; free some space and try again.</source>
        <translation>Der Datenträger ist voll, deshalb kann der Text von {0} nicht erkannt werden; Platz schaffen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The disk is full, so {0} can&apos;t grow; free some space.</source>
        <translation>Der Datenträger ist voll, {0} kann daher nicht wachsen; Platz schaffen.</translation>
    </message>
    <message>
        <source>The disk is full; free some space and try again: what was learned so far can be resumed.</source>
        <translation>Der Datenträger ist voll; Platz schaffen und es noch einmal versuchen: Das bisher Gelernte kann fortgesetzt werden.</translation>
    </message>
    <message>
        <source>The encoding of {0} can&apos;t be recognised; save it as UTF-8 and open it again.</source>
        <translation>Die Zeichenkodierung von {0} ist nicht zu erkennen; die Datei als UTF-8 speichern und noch einmal öffnen.</translation>
    </message>
    <message>
        <source>The engine does not answer any more.</source>
        <translation>Die Engine antwortet nicht mehr.</translation>
    </message>
    <message>
        <source>The engine ended by itself (exit code {0}).</source>
        <translation>Die Engine hat sich von selbst beendet (Rückgabewert {0}).</translation>
    </message>
    <message>
        <source>The engine ran out of memory, and the system killed it.</source>
        <translation>Der Engine ging der Arbeitsspeicher aus, und das System hat sie beendet.</translation>
    </message>
    <message>
        <source>The engine was killed (signal {0}).</source>
        <translation>Die Engine wurde gewaltsam beendet (Signal {0}).</translation>
    </message>
    <message>
        <source>The exam of {name} found no section that is not learned; name some with --sections.</source>
        <translation>Die Prüfung von {name} fand keinen Abschnitt, der nicht gelernt ist; mit --sections welche nennen.</translation>
    </message>
    <message>
        <source>The file is not a whole .liftmem bundle.</source>
        <translation>Die Datei ist keine vollständige Gedächtnisdatei (.liftmem).</translation>
    </message>
    <message>
        <source>The folder {0} can&apos;t be written ({1}); free it or choose another one with --home or LIFTAPP_HOME.</source>
        <translation>In den Ordner {0} kann nicht geschrieben werden ({1}); ihn freigeben oder mit --home oder LIFTAPP_HOME einen anderen wählen.</translation>
    </message>
    <message>
        <source>The folder {0} for the report can&apos;t be made; name another.</source>
        <translation>Der Ordner {0} für den Bericht kann nicht angelegt werden; einen anderen nennen.</translation>
    </message>
    <message>
        <source>The folder {0} has no config.json, so it holds no model; check the path.</source>
        <translation>Der Ordner {0} hat keine config.json und enthält also kein Modell; den Pfad prüfen.</translation>
    </message>
    <message>
        <source>The folder {0} has no model weights (model.safetensors); check the path.</source>
        <translation>Der Ordner {0} hat keine Modellgewichte (model.safetensors); den Pfad prüfen.</translation>
    </message>
    <message>
        <source>The judge at {0} did not answer ({problem}); check --judge, --judge-model and LIFTAPP_JUDGE_KEY.</source>
        <translation>Das bewertende Modell unter {0} hat nicht geantwortet ({problem}); --judge, --judge-model und LIFTAPP_JUDGE_KEY prüfen.</translation>
    </message>
    <message>
        <source>The judge at {0} refuses a simple question; check --judge, --judge-model and LIFTAPP_JUDGE_KEY.</source>
        <translation>Das bewertende Modell unter {0} lehnt eine einfache Frage ab; --judge, --judge-model und LIFTAPP_JUDGE_KEY prüfen.</translation>
    </message>
    <message>
        <source>The launcher can&apos;t be changed: {error} refuses ({0}).</source>
        <translation>Der Programmstarter kann nicht geändert werden: {error} lässt es nicht zu ({0}).</translation>
    </message>
    <message>
        <source>The library has no memory called {wanted}; {have}.</source>
        <translation>Die Bibliothek hat kein Gedächtnis namens {wanted}; {have}.</translation>
    </message>
    <message>
        <source>The library has no such document; add it first.</source>
        <translation>Die Bibliothek hat kein solches Dokument; es zuerst hinzufügen.</translation>
    </message>
    <message>
        <source>The library has no such document; learn it first.</source>
        <translation>Die Bibliothek hat kein solches Dokument; es zuerst lernen lassen.</translation>
    </message>
    <message>
        <source>The library holds no finished memory; learn one with --train FILE.</source>
        <translation>Die Bibliothek enthält kein fertiges Gedächtnis; zuerst ein Dokument lernen lassen (--train DATEI).</translation>
    </message>
    <message>
        <source>The library {0} can&apos;t be written ({1}); check the disk and the rights, or choose another folder with --home.</source>
        <translation>In die Bibliothek {0} kann nicht geschrieben werden ({1}); Datenträger und Rechte prüfen oder mit --home einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>The library {0} is damaged ({1}); move the file away, and your memories&apos; folders beside it stay.</source>
        <translation>Die Bibliothek {0} ist beschädigt ({1}); die Datei wegbewegen; die Ordner der Gedächtnisse daneben bleiben.</translation>
    </message>
    <message>
        <source>The library {0} was written by a newer liftapp; update liftapp, or choose another folder with --home.</source>
        <translation>Die Bibliothek {0} stammt von einem neueren liftapp; liftapp aktualisieren oder mit --home einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>The memory has format {0} and this liftapp knows up to {1}; update liftapp.</source>
        <translation>Das Gedächtnis hat das Format {0}, und dieses liftapp kennt Formate bis {1}; liftapp aktualisieren.</translation>
    </message>
    <message>
        <source>The memory needs {tensors_size} on the disk and {free} are free; free some space.</source>
        <translation>Das Gedächtnis braucht {tensors_size} Speicherplatz, und {free} sind frei; Platz schaffen.</translation>
    </message>
    <message>
        <source>The memory of this machine ran out; close other programs, or choose a smaller model.</source>
        <translation>Der Arbeitsspeicher dieses Rechners reichte nicht; andere Programme schließen oder ein kleineres Modell wählen.</translation>
    </message>
    <message>
        <source>The memory {name} can&apos;t be read: {error} Delete it and learn it again.</source>
        <translation>Das Gedächtnis {name} kann nicht gelesen werden: {error} Es löschen und noch einmal lernen lassen.</translation>
    </message>
    <message>
        <source>The memory {name} is being learned by another liftapp; wait until it is done, or stop it there.</source>
        <translation>Das Gedächtnis {name} wird gerade von einem anderen liftapp gelernt; warten, bis es fertig ist, oder es dort anhalten.</translation>
    </message>
    <message>
        <source>The memory {name} is not finished; learn it to the end first.</source>
        <translation>Das Gedächtnis {name} ist nicht fertig; es zuerst zu Ende lernen lassen.</translation>
    </message>
    <message>
        <source>The memory {name} was changed on the disk; delete it and learn it again.</source>
        <translation>Das Gedächtnis {name} wurde auf dem Datenträger verändert; es löschen und noch einmal lernen lassen.</translation>
    </message>
    <message>
        <source>The memory&apos;s description (memory.json) has no such format as {0}.</source>
        <translation>Die Beschreibung des Gedächtnisses (memory.json) hat das Format {0}, das es nicht gibt.</translation>
    </message>
    <message>
        <source>The memory&apos;s exam (exam.json) asks about a section there is not.</source>
        <translation>Die Prüfung des Gedächtnisses (exam.json) fragt nach einem Abschnitt, den es nicht gibt.</translation>
    </message>
    <message>
        <source>The memory&apos;s exam (exam.json) has a section that is a {unit}.</source>
        <translation>Die Prüfung des Gedächtnisses (exam.json) hat einen Abschnitt der Art {unit}, die es nicht gibt.</translation>
    </message>
    <message>
        <source>The memory&apos;s setting {name} can&apos;t be {value}; learn the document again.</source>
        <translation>Die Einstellung {name} des Gedächtnisses kann nicht {value} sein; das Dokument noch einmal lernen lassen.</translation>
    </message>
    <message>
        <source>The memory&apos;s setting {name} is unknown to this version of liftapp; update liftapp or learn the document again.</source>
        <translation>Die Einstellung {name} des Gedächtnisses ist dieser Version von liftapp unbekannt; liftapp aktualisieren oder das Dokument noch einmal lernen lassen.</translation>
    </message>
    <message>
        <source>The memory&apos;s tensor {name} has a wrong type, shape or place.</source>
        <translation>Der Tensor {name} des Gedächtnisses hat einen falschen Typ, eine falsche Form oder einen falschen Ort.</translation>
    </message>
    <message>
        <source>The memory&apos;s tensors are cut short or have bytes left over.</source>
        <translation>Die Tensoren des Gedächtnisses sind abgeschnitten oder haben überzählige Bytes.</translation>
    </message>
    <message>
        <source>The memory&apos;s tensors are not in the safetensors format.</source>
        <translation>Die Tensoren des Gedächtnisses sind nicht im Format safetensors.</translation>
    </message>
    <message>
        <source>The memory&apos;s tensors overlap or leave gaps.</source>
        <translation>Die Tensoren des Gedächtnisses überlappen oder lassen Lücken.</translation>
    </message>
    <message>
        <source>The model can&apos;t be used: {e}; choose another one.</source>
        <translation>Das Modell ist nicht zu gebrauchen: {e}; ein anderes wählen.</translation>
    </message>
    <message>
        <source>The model in {0} ({1}) does not generate text (it is no causal language model); choose another model.</source>
        <translation>Das Modell in {0} ({1}) schreibt keinen Text (es ist kein kausales Sprachmodell); ein anderes Modell wählen.</translation>
    </message>
    <message>
        <source>The model in {0} ({1}) does not go through transformers&apos; attention interface, so no memory can be attached to it; choose another model.</source>
        <translation>Das Modell in {0} ({1}) nutzt die Attention-Schnittstelle von transformers nicht, daher lässt sich kein Gedächtnis daran anschließen; ein anderes Modell wählen.</translation>
    </message>
    <message>
        <source>The model in {0} is of the architecture {kind}, unknown to the installed transformers; update it or choose another model.</source>
        <translation>Das Modell in {0} hat die Architektur {kind}, die das installierte transformers nicht kennt; es aktualisieren oder ein anderes Modell wählen.</translation>
    </message>
    <message>
        <source>The model in {0} lacks its weight file {1}; copy or download it again.</source>
        <translation>Dem Modell in {0} fehlt die Gewichtsdatei {1}; es noch einmal kopieren oder herunterladen.</translation>
    </message>
    <message>
        <source>The model in {0} needs program code of its own, which liftapp never runs; choose a model of a stock architecture.</source>
        <translation>Das Modell in {0} braucht eigenen Programmcode, den liftapp nie ausführt; ein Modell mit einer üblichen Architektur wählen.</translation>
    </message>
    <message>
        <source>The model takes about {needed} of memory, learning more; {free} are free.</source>
        <translation>Das Modell braucht etwa {needed} Arbeitsspeicher, das Lernen mehr; {free} sind frei.</translation>
    </message>
    <message>
        <source>The model takes about {needed} of memory, learning more; {free} are free; choose a smaller model or close other programs.</source>
        <translation>Das Modell braucht etwa {needed} Arbeitsspeicher, das Lernen mehr; {free} sind frei; ein kleineres Modell wählen oder andere Programme schließen.</translation>
    </message>
    <message>
        <source>The model {0} can&apos;t be loaded ({1}); copy or download it again.</source>
        <translation>Das Modell {0} kann nicht geladen werden ({1}); es noch einmal kopieren oder herunterladen.</translation>
    </message>
    <message>
        <source>The model {0} could not be downloaded, since the hub did not answer; check the connection and try again.</source>
        <translation>Das Modell {0} konnte nicht heruntergeladen werden, weil der Hub nicht antwortete; die Verbindung prüfen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The model {0} does not fit into the memory of {1}, of which {free_bytes} are free; load it in 4 bit or choose a smaller one.</source>
        <translation>Das Modell {0} passt nicht in den Speicher von {1}, von dem {free_bytes} frei sind; es in 4 Bit laden oder ein kleineres wählen.</translation>
    </message>
    <message>
        <source>The model {0} has no weights that liftapp can read (model.safetensors); choose another model.</source>
        <translation>Das Modell {0} hat keine Gewichte, die liftapp lesen kann (model.safetensors); ein anderes Modell wählen.</translation>
    </message>
    <message>
        <source>The model {0} is neither a folder here nor in the local Hugging Face cache; give a model&apos;s folder, or download it first.</source>
        <translation>Das Modell {0} ist weder ein Ordner auf diesem Rechner noch im lokalen Zwischenspeicher von Hugging Face; den Ordner eines Modells angeben oder es zuerst herunterladen.</translation>
    </message>
    <message>
        <source>The model {0} needs about {need} of memory and {free} are free on {1}; {way}.</source>
        <translation>Das Modell {0} braucht etwa {need} Speicher, und auf {1} sind {free} frei; {way}.</translation>
    </message>
    <message>
        <source>The model {0} needs its maker&apos;s permission; accept its terms on the hub and sign in with &apos;hf auth login&apos;.</source>
        <translation>Das Modell {0} gibt es nur mit Erlaubnis seines Herstellers; auf dem Hub den Bedingungen zustimmen und sich mit „hf auth login“ anmelden.</translation>
    </message>
    <message>
        <source>The model {0} needs {missing} more on the disk and {free} are free; free some space or choose a smaller model.</source>
        <translation>Das Modell {0} braucht noch {missing} Speicherplatz, und {free} sind frei; Platz schaffen oder ein kleineres Modell wählen.</translation>
    </message>
    <message>
        <source>The model&apos;s architecture ({0}) does not go through transformers&apos; attention interface; choose another model.</source>
        <translation>Die Architektur des Modells ({0}) nutzt die Attention-Schnittstelle von transformers nicht; ein anderes Modell wählen.</translation>
    </message>
    <message>
        <source>The model&apos;s architecture ({0}) has attention layers that liftapp can&apos;t attach a memory to; choose another model.</source>
        <translation>Die Architektur des Modells ({0}) hat Attention-Schichten, an die liftapp kein Gedächtnis anschließen kann; ein anderes Modell wählen.</translation>
    </message>
    <message>
        <source>The model&apos;s file {0} is damaged or cut off; copy or download it again.</source>
        <translation>Die Datei {0} des Modells ist beschädigt oder abgeschnitten; sie noch einmal kopieren oder herunterladen.</translation>
    </message>
    <message>
        <source>The model&apos;s file {0} is damaged; copy or download it again.</source>
        <translation>Die Datei {0} des Modells ist beschädigt; sie noch einmal kopieren oder herunterladen.</translation>
    </message>
    <message>
        <source>The model&apos;s linear layers can&apos;t carry a low-rank memory ({0}); choose a smaller rank or other layers.</source>
        <translation>Die linearen Schichten des Modells können kein Gedächtnis niedrigen Rangs tragen ({0}); einen kleineren Rang oder andere Schichten wählen.</translation>
    </message>
    <message>
        <source>The password given for {0} is wrong; try another one.</source>
        <translation>Das Passwort für {0} ist falsch; ein anderes versuchen.</translation>
    </message>
    <message>
        <source>The question is empty; write one.</source>
        <translation>Die Frage ist leer; eine schreiben.</translation>
    </message>
    <message>
        <source>The question is too long for the model; ask a shorter one.</source>
        <translation>Die Frage ist zu lang für das Modell; eine kürzere stellen.</translation>
    </message>
    <message>
        <source>The questions {name} was trained on were not kept; learn the document again with --train.</source>
        <translation>Die Fragen, mit denen {name} gelernt wurde, wurden nicht aufbewahrt; das Dokument noch einmal lernen lassen (--train).</translation>
    </message>
    <message>
        <source>The saved memory does not fit this model: it {what}; learn the document again with this model.</source>
        <translation>Das gespeicherte Gedächtnis passt nicht zu diesem Modell: Es {what}; das Dokument mit diesem Modell noch einmal lernen lassen.</translation>
    </message>
    <message>
        <source>The saved memory does not fit this model: {0} is {1} and should be {2}; learn the document again with this model.</source>
        <translation>Das gespeicherte Gedächtnis passt nicht zu diesem Modell: {0} ist {1} und sollte {2} sein; das Dokument mit diesem Modell noch einmal lernen lassen.</translation>
    </message>
    <message>
        <source>The saved memory does not fit this model; learn the document again with this model.</source>
        <translation>Das gespeicherte Gedächtnis passt nicht zu diesem Modell; das Dokument mit diesem Modell noch einmal lernen lassen.</translation>
    </message>
    <message>
        <source>The sections of {name} have numbers from 1 to {0}.</source>
        <translation>Die Abschnitte von {name} haben Nummern von 1 bis {0}.</translation>
    </message>
    <message>
        <source>The starter model is missing from this installation; install liftapp again or choose another model.</source>
        <translation>Das mitgelieferte Modell fehlt in dieser Installation; liftapp neu installieren oder ein anderes Modell wählen.</translation>
    </message>
    <message>
        <source>The text in {0} is garbage, not readable words; let its pages be recognised instead (OCR: the window offers it, --ocr does it).</source>
        <translation>Der Text in {0} besteht nicht aus lesbaren Wörtern; stattdessen den Text der Seiten erkennen lassen (OCR: das Fenster bietet es an, --ocr tut es).</translation>
    </message>
    <message>
        <source>{0} has no text on any page, so it is probably a scan; let its pages be recognised first (OCR: the window offers it, --ocr does it).</source>
        <translation>{0} hat auf keiner Seite Text, ist also vermutlich ein Scan; zuerst den Text der Seiten erkennen lassen (OCR: das Fenster bietet es an, --ocr tut es).</translation>
    </message>
    <message>
        <source>{0} is larger than {max_text_bytes} of text; split it first.</source>
        <translation>{0} ist größer als {max_text_bytes} Text; die Datei zuerst teilen.</translation>
    </message>
    <message>
        <source>The text in {0} is garbage, not readable words; save it again as UTF-8 text and open the result.</source>
        <translation>Der Text in {0} besteht aus unlesbaren Zeichen statt aus Wörtern; die Datei noch einmal als UTF-8-Text speichern und das Ergebnis öffnen.</translation>
    </message>
    <message>
        <source>A memory of kind {kind} is of the preset {0}; write that.</source>
        <translation>Ein Gedächtnis der Art {kind} hat die Gründlichkeit {0}; diese schreiben.</translation>
    </message>
    <message>
        <source>Another version of liftapp began to learn {0}, and this one can&apos;t go on with it; learn it from the start instead.</source>
        <translation>Eine andere Version von liftapp hat begonnen, {0} zu lernen, und diese kann es nicht fortsetzen; es stattdessen von vorn lernen.</translation>
    </message>
    <message>
        <source>None of the questions in {0} fits {1}: a question needs a true answer and, but for what the document does not say, evidence in it.</source>
        <translation>Keine der Fragen in {0} passt zu {1}: Eine Frage braucht eine richtige Antwort und, außer bei dem, was das Dokument nicht sagt, eine Fundstelle darin.</translation>
    </message>
    <message>
        <source>The ablation {ablation} is of the preset {0}; leave it out.</source>
        <translation>Die Ablation {ablation} gehört zur Gründlichkeit {0}; sie weglassen.</translation>
    </message>
    <message>
        <source>The text of {0} could not be recognised ({1}); run OCR on it yourself and open the result.</source>
        <translation>Der Text von {0} konnte nicht erkannt werden ({1}); selbst eine Texterkennung laufen lassen und das Ergebnis öffnen.</translation>
    </message>
    <message>
        <source>The tokenizer of the model {0} is missing or damaged; copy or download it again.</source>
        <translation>Der Tokenizer des Modells {0} fehlt oder ist beschädigt; das Modell noch einmal kopieren oder herunterladen.</translation>
    </message>
    <message>
        <source>The tokenizer of {id} is not the one this memory was learned with; choose the right model with --model.</source>
        <translation>Der Tokenizer von {id} ist nicht der, mit dem dieses Gedächtnis gelernt wurde; das richtige Modell wählen (--model).</translation>
    </message>
    <message>
        <source>The weights of the model {0} lack {1} and others that its config names; copy or download it again.</source>
        <translation>Den Gewichten des Modells {0} fehlen {1} und andere, die seine Konfiguration nennt; es noch einmal kopieren oder herunterladen.</translation>
    </message>
    <message>
        <source>There is a memory called {name} already; choose another name.</source>
        <translation>Es gibt schon ein Gedächtnis namens {name}; einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>There is no ablation {ablation}; write questions=N, recite=off or updates=N.</source>
        <translation>Es gibt keine Abwandlung {ablation}; questions=N, recite=off oder updates=N schreiben.</translation>
    </message>
    <message>
        <source>There is no configuration {config}; choose one of {0}.</source>
        <translation>Es gibt keine Konfiguration {config}; eine von diesen wählen: {0}.</translation>
    </message>
    <message>
        <source>There is no contestant {given}; write KIND/PRESET, with a kind of {0} and a preset of {1}.</source>
        <translation>Es gibt keinen Teilnehmer {given}; ART/GRÜNDLICHKEIT schreiben, mit einer Art aus {0} und einer Gründlichkeit aus {1}.</translation>
    </message>
    <message>
        <source>There is no device named {name}; choose cpu, cuda or mps.</source>
        <translation>Es gibt kein Gerät namens {name}; cpu, cuda oder mps wählen.</translation>
    </message>
    <message>
        <source>There is no dtype {name}; choose one of {0}.</source>
        <translation>Es gibt keinen Zahlentyp {name}; einen von diesen wählen: {0}.</translation>
    </message>
    <message>
        <source>There is no file {0}.</source>
        <translation>Es gibt keine Datei {0}.</translation>
    </message>
    <message>
        <source>There is no file {0}; check the name.</source>
        <translation>Es gibt keine Datei {0}; den Namen prüfen.</translation>
    </message>
    <message>
        <source>There is no folder {0} to export to.</source>
        <translation>Es gibt keinen Ordner {0}, in den exportiert werden könnte.</translation>
    </message>
    <message>
        <source>There is no folder {0}; check the name.</source>
        <translation>Es gibt keinen Ordner {0}; den Namen prüfen.</translation>
    </message>
    <message>
        <source>There is no memory of kind {kind}; choose one of {0}.</source>
        <translation>Es gibt kein Gedächtnis der Art {kind}; eine von diesen wählen: {0}.</translation>
    </message>
    <message>
        <source>There is no mode {mode}; choose one of {0}.</source>
        <translation>Es gibt keine Art zu antworten namens {mode}; eine von diesen wählen: {0}.</translation>
    </message>
    <message>
        <source>There is no model folder {0}; check the path.</source>
        <translation>Es gibt keinen Modellordner {0}; den Pfad prüfen.</translation>
    </message>
    <message>
        <source>There is no model {0} on the hub or it is private; check the name.</source>
        <translation>Auf dem Hub gibt es kein Modell {0}, oder es ist nicht öffentlich; den Namen prüfen.</translation>
    </message>
    <message>
        <source>There is no preset {preset}; choose one of {0}.</source>
        <translation>Es gibt keine Gründlichkeit {preset}; eine von diesen wählen: {0}.</translation>
    </message>
    <message>
        <source>There is no quantization {quantize}; choose 4bit or none.</source>
        <translation>Es gibt keine Quantisierung {quantize}; 4bit oder keine wählen.</translation>
    </message>
    <message>
        <source>There is no room on the disk to write {0}; free some space and try again.</source>
        <translation>Auf dem Datenträger ist kein Platz, um {0} zu schreiben; Platz schaffen und es noch einmal versuchen.</translation>
    </message>
    <message>
        <source>There is no unfinished job for {0} with these settings to resume; leave --resume out to learn it from the start.</source>
        <translation>Für {0} gibt es mit diesen Einstellungen kein unfertiges Lernen, das fortgesetzt werden könnte; ohne --resume wird es von vorn gelernt.</translation>
    </message>
    <message>
        <source>There is no unfinished job of learning these sections more; leave --resume out.</source>
        <translation>Es gibt kein unfertiges Weiterlernen dieser Abschnitte; --resume weglassen.</translation>
    </message>
    <message>
        <source>This machine has no Apple GPU; choose the device cpu.</source>
        <translation>Dieser Rechner hat keine Apple-Grafik; das Gerät cpu wählen.</translation>
    </message>
    <message>
        <source>This machine has no NVIDIA GPU that answers to {name}; choose the device cpu.</source>
        <translation>Dieser Rechner hat keine NVIDIA-Grafik, die als {name} erreichbar ist; das Gerät cpu wählen.</translation>
    </message>
    <message>
        <source>This memory needs the base model {base_model}, which liftapp has not seen on this machine; give its folder with --model.</source>
        <translation>Dieses Gedächtnis braucht das Basismodell {base_model}, das liftapp auf diesem Rechner noch nicht gesehen hat; seinen Ordner angeben (--model).</translation>
    </message>
    <message>
        <source>This memory was learned with the base model {base_model} and {id} has other weights; choose the right one with --model, or learn the document again.</source>
        <translation>Dieses Gedächtnis wurde mit dem Basismodell {base_model} gelernt, und {id} hat andere Gewichte; das richtige wählen (--model) oder das Dokument neu lernen.</translation>
    </message>
    <message>
        <source>This memory was learned with the base model {base_model}, and the one here is another; choose that model with --model.</source>
        <translation>Dieses Gedächtnis wurde mit dem Basismodell {base_model} gelernt, und das hier ist ein anderes; jenes Modell wählen (--model).</translation>
    </message>
    <message>
        <source>This memory was made for a model of another shape; learn the document again with this model.</source>
        <translation>Dieses Gedächtnis wurde für ein anders gebautes Modell angelegt; das Dokument mit diesem Modell noch einmal lernen lassen.</translation>
    </message>
    <message>
        <source>What answers at {0} does not speak OpenAI&apos;s chat completions; check --judge.</source>
        <translation>Was unter {0} antwortet, versteht die Chat-Schnittstelle von OpenAI nicht; --judge prüfen.</translation>
    </message>
    <message>
        <source>What {name} has not learned is not known; find out with --exam --document {name_}.</source>
        <translation>Was {name} nicht gelernt hat, ist nicht bekannt; eine Prüfung zeigt es (--exam --document {name_}).</translation>
    </message>
    <message>
        <source>You have no permission to read {0}; change its permissions or copy it.</source>
        <translation>Die Rechte erlauben es nicht, {0} zu lesen; die Rechte ändern oder die Datei kopieren.</translation>
    </message>
    <message>
        <source>liftapp can&apos;t attach a memory to the attention implementation {previous}; load the model with &apos;sdpa&apos; or &apos;eager&apos;.</source>
        <translation>An die Attention-Implementierung {previous} kann liftapp kein Gedächtnis anschließen; das Modell mit „sdpa“ oder „eager“ laden.</translation>
    </message>
    <message>
        <source>{0} can&apos;t be opened ({1}); check the name.</source>
        <translation>{0} kann nicht geöffnet werden ({1}); den Namen prüfen.</translation>
    </message>
    <message>
        <source>{0} can&apos;t be read ({1}).</source>
        <translation>{0} kann nicht gelesen werden ({1}).</translation>
    </message>
    <message>
        <source>{0} can&apos;t be read as a text in UTF-8; download it again.</source>
        <translation>{0} kann nicht als Text in UTF-8 gelesen werden; die Datei noch einmal herunterladen.</translation>
    </message>
    <message>
        <source>{0} can&apos;t be read as a text in UTF-8; save it as one.</source>
        <translation>{0} kann nicht als Text in UTF-8 gelesen werden; die Datei so speichern.</translation>
    </message>
    <message>
        <source>{0} can&apos;t be read; name another folder.</source>
        <translation>{0} kann nicht gelesen werden; einen anderen Ordner nennen.</translation>
    </message>
    <message>
        <source>{0} can&apos;t be written ({1}); check the rights or choose another place.</source>
        <translation>{0} kann nicht geschrieben werden ({1}); die Rechte prüfen oder einen anderen Ort wählen.</translation>
    </message>
    <message>
        <source>{0} could not be read to its end ({1}); check the disk or copy the file again.</source>
        <translation>{0} konnte nicht bis zum Ende gelesen werden ({1}); den Datenträger prüfen oder die Datei noch einmal kopieren.</translation>
    </message>
    <message>
        <source>{0} exists and is no .liftmem file; choose another name.</source>
        <translation>{0} gibt es schon und ist keine .liftmem-Datei; einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>{0} has more pages, or a deeper page tree, than can be read; split it first.</source>
        <translation>{0} hat mehr Seiten oder einen tieferen Seitenbaum, als gelesen werden kann; die Datei zuerst teilen.</translation>
    </message>
    <message>
        <source>{0} has no pages, so there is nothing to learn.</source>
        <translation>{0} hat keine Seiten, es gibt also nichts zu lernen.</translation>
    </message>
    <message>
        <source>{0} holds binary data, not text; choose a PDF, text or Markdown file.</source>
        <translation>{0} enthält Binärdaten und keinen Text; eine PDF-, Text- oder Markdown-Datei wählen.</translation>
    </message>
    <message>
        <source>{0} holds no .txt files to hide needles in.</source>
        <translation>{0} enthält keine .txt-Dateien, in denen sich etwas verstecken ließe.</translation>
    </message>
    <message>
        <source>{0} holds none of {1}&apos;s files: {2}.</source>
        <translation>{0} enthält keine der Dateien von {1}: {2}.</translation>
    </message>
    <message>
        <source>{0} holds nothing but blanks, so there is nothing to learn.</source>
        <translation>{0} enthält nur Leerzeichen, es gibt also nichts zu lernen.</translation>
    </message>
    <message>
        <source>{0} holds nothing but blanks; take it out of the folder.</source>
        <translation>{0} enthält nur Leerzeichen; die Datei aus dem Ordner nehmen.</translation>
    </message>
    <message>
        <source>{0} is a file; give the folder that holds the model.</source>
        <translation>{0} ist eine Datei; den Ordner angeben, der das Modell enthält.</translation>
    </message>
    <message>
        <source>{0} is a folder; choose a file in it.</source>
        <translation>{0} ist ein Ordner; eine Datei darin wählen.</translation>
    </message>
    <message>
        <source>{0} is damaged or incomplete and can&apos;t be read; download or export it again.</source>
        <translation>{0} ist beschädigt oder unvollständig und kann nicht gelesen werden; die Datei noch einmal herunterladen oder exportieren.</translation>
    </message>
    <message>
        <source>{0} is empty, so there is nothing to learn.</source>
        <translation>{0} ist leer, es gibt also nichts zu lernen.</translation>
    </message>
    <message>
        <source>{0} is encrypted in a way that can&apos;t be read; save a copy without protection.</source>
        <translation>{0} ist auf eine Art verschlüsselt, die nicht gelesen werden kann; eine Kopie ohne Schutz speichern.</translation>
    </message>
    <message>
        <source>{0} is encrypted with AES; install the Python package &apos;cryptography&apos; to read it.</source>
        <translation>{0} ist mit AES verschlüsselt; zum Lesen das Python-Paket „cryptography“ installieren.</translation>
    </message>
    <message>
        <source>{0} is named like a PDF but isn&apos;t one; download or export it again, or rename it if it is plain text.</source>
        <translation>{0} heißt wie ein PDF, ist aber keins; die Datei noch einmal herunterladen oder exportieren, oder umbenennen, falls sie einfachen Text enthält.</translation>
    </message>
    <message>
        <source>{0} is not a JSON list of questions; see resources/samples.</source>
        <translation>{0} ist keine JSON-Liste von Fragen; Beispiele stehen in resources/samples.</translation>
    </message>
    <message>
        <source>{0} is not a PDF, plain text or Markdown file; if it is plain text, rename it to end in .txt, otherwise save it as PDF.</source>
        <translation>{0} ist keine PDF-, Text- oder Markdown-Datei; ist es einfacher Text, den Namen auf .txt enden lassen, sonst als PDF speichern.</translation>
    </message>
    <message>
        <source>{0} is not a file.</source>
        <translation>{0} ist keine Datei.</translation>
    </message>
    <message>
        <source>{0} is not a regular file; choose a document.</source>
        <translation>{0} ist keine gewöhnliche Datei; ein Dokument wählen.</translation>
    </message>
    <message>
        <source>{0} is protected by a password; give the password to open it.</source>
        <translation>{0} ist durch ein Passwort geschützt; zum Öffnen das Passwort eingeben.</translation>
    </message>
    <message>
        <source>{0} is {what}, which can&apos;t be read; {remedy}.</source>
        <translation>{0} ist {what} und kann nicht gelesen werden; {remedy}.</translation>
    </message>
    <message>
        <source>{0}, line {1}, is not in {2}&apos;s form.</source>
        <translation>{0}, Zeile {1}, hat nicht die Form von {2}.</translation>
    </message>
    <message>
        <source>{model} is not a name on the hub; write it as maker/model.</source>
        <translation>{model} ist kein Name auf dem Hub; ihn als Eigentümer/Modell schreiben.</translation>
    </message>
    <message>
        <source>{name} holds the whole document already, so there is nothing more to learn of it.</source>
        <translation>{name} enthält schon das ganze Dokument, also ist davon nichts weiter zu lernen.</translation>
    </message>
    <message>
        <source>{reason}; weights in 4 bit</source>
        <translation>{reason}; Gewichte in 4 Bit</translation>
    </message>
    <message>
        <source>{url} is no address of a judge; give one like http://localhost:8000/v1.</source>
        <translation>{url} ist keine Adresse eines bewertenden Modells; eine wie http://localhost:8000/v1 angeben.</translation>
    </message>
    <message>
        <source>{wanted} could be {told}; give the whole name.</source>
        <translation>{wanted} könnte {told} sein; den ganzen Namen angeben.</translation>
    </message>
    <message>
        <source>{what} has a &apos;{0}&apos; that is not a SHA-256.</source>
        <translation>{what} hat ein „{0}“, das kein SHA-256 ist.</translation>
    </message>
    <message>
        <source>{what} has a &apos;{0}&apos; that is out of bounds.</source>
        <translation>{what} hat ein „{0}“, das außerhalb der Grenzen liegt.</translation>
    </message>
    <message>
        <source>{what} has a format this liftapp does not know; update liftapp.</source>
        <translation>{what} hat ein Format, das dieses liftapp nicht kennt; liftapp aktualisieren.</translation>
    </message>
    <message>
        <source>{what} has an unknown entry {unknown}.</source>
        <translation>{what} hat einen unbekannten Eintrag {unknown}.</translation>
    </message>
    <message>
        <source>{what} has its weights only as pickle files, which could run foreign code when opened; convert them to safetensors or choose another model.</source>
        <translation>{what} hat seine Gewichte nur als Pickle-Dateien, die beim Öffnen fremden Code ausführen könnten; sie in safetensors umwandeln oder ein anderes Modell wählen.</translation>
    </message>
    <message>
        <source>{what} has no &apos;{0}&apos; that is true or false.</source>
        <translation>{what} hat kein „{0}“, das wahr oder falsch ist.</translation>
    </message>
    <message>
        <source>{what} has no &apos;{0}&apos; that is {kinds}.</source>
        <translation>{what} hat kein „{0}“, das {kinds} ist.</translation>
    </message>
    <message>
        <source>{what} has something in &apos;{0}&apos; that is not an object.</source>
        <translation>{what} hat in „{0}“ etwas, das kein Objekt ist.</translation>
    </message>
    <message>
        <source>{what} is not a JSON object.</source>
        <translation>{what} ist kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>{what} is not valid JSON.</source>
        <translation>{what} ist kein gültiges JSON.</translation>
    </message>
    <message>
        <source>{why}; {why_number}</source>
        <translation>{why}; {why_number}</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>{n} s</source>
        <translation>{n} s</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} min</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
</context>
</TS>
