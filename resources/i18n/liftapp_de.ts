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
        <source>The sample is a made-up yearbook of 22 pages; learning it takes some minutes.</source>
        <translation>Das Beispiel ist ein erfundenes Jahrbuch mit 22 Seiten; das Lernen dauert einige Minuten.</translation>
    </message>
    <message>
        <source>&lt;b&gt;1. Open a document.&lt;/b&gt; You see the text that was found in it, and how long learning will take.</source>
        <translation>&lt;b&gt;1. Dokument öffnen.&lt;/b&gt; Zu sehen ist der Text, der darin gefunden wurde, und wie lange das Lernen dauern wird.</translation>
    </message>
    <message>
        <source>&lt;b&gt;2. Let it learn.&lt;/b&gt; The model writes questions about every part and learns the answers. You can pause at any time and go on later.</source>
        <translation>&lt;b&gt;2. Lernen lassen.&lt;/b&gt; Das Modell schreibt Fragen zu jedem Teil und lernt die Antworten. Das lässt sich jederzeit pausieren und später fortsetzen.</translation>
    </message>
    <message>
        <source>&lt;b&gt;3. Ask.&lt;/b&gt; Every answer says how much came from memory and shows the pages that support it, or that the document does not say.</source>
        <translation>&lt;b&gt;3. Fragen.&lt;/b&gt; Jede Antwort sagt, wie viel aus dem Gedächtnis stammt, und zeigt die Seiten, die sie belegen, oder dass im Dokument nichts dazu steht.</translation>
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
        <source>About {time}, {memory} of memory, {disk} on the disk</source>
        <translation>Etwa {time}, {memory} Arbeitsspeicher, {disk} Speicherplatz</translation>
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
        <source>How thoroughly</source>
        <translation>Gründlichkeit</translation>
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
        <source>&amp;How thoroughly</source>
        <translation>Gründlich&amp;keit</translation>
    </message>
    <message>
        <source>Forecast</source>
        <translation>Prognose</translation>
    </message>
    <message>
        <source>Each document becomes a memory of its own, one after the other.</source>
        <translation>Jedes Dokument wird zu einem eigenen Gedächtnis, eins nach dem anderen.</translation>
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
        <source>Quick</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>Fewer questions and steps; for a first look.</source>
        <translation>Weniger Fragen und Schritte; für einen ersten Eindruck.</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Questions about every sentence, checked, in two wordings.</source>
        <translation>Fragen zu jedem Satz, geprüft, in zwei Formulierungen.</translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation>Gründlich</translation>
    </message>
    <message>
        <source>More wordings and more steps; for what you will ask about often.</source>
        <translation>Mehr Formulierungen und mehr Schritte; für alles, wozu oft gefragt wird.</translation>
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
        <source>What was learned: {n} of {total} questions are right ({before} before learning). Some of them may have been learned.</source>
        <translation>Was gelernt wurde: {n} von {total} Fragen sind richtig (vor dem Lernen {before}). Manche davon können zum Lernen gedient haben.</translation>
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
        <source>score {n} %</source>
        <translation>Ergebnis {n} %</translation>
    </message>
</context>
<context>
    <name>LibraryView</name>
    <message>
        <source>Search memories</source>
        <translation>Gedächtnisse suchen</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Sortierung</translation>
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
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
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
        <source>The curve begins with the first step of learning.</source>
        <translation>Die Kurve beginnt mit dem ersten Lernschritt.</translation>
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
        <source>&amp;Search memories</source>
        <translation>Gedächtnisse &amp;suchen</translation>
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
        <source>Quick</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation>Gründlich</translation>
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
        <source>&amp;How thoroughly</source>
        <translation>Gründlich&amp;keit</translation>
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
