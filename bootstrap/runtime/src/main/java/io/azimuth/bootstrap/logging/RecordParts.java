package io.azimuth.bootstrap.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.event.KeyValuePair;

/**
 * A record, taken apart into a sentence and facts. The facts are the arguments of {@code name={}}
 * in the message, then the key-value pairs, then the context of the thread, such as the trace id.
 *
 * @param sentence the message without its facts
 * @param text the message with its facts, escaped for a line of text
 * @param facts by name; the first one of a name wins, because parsers handle a duplicate member in
 *     different ways
 */
record RecordParts(String sentence, String text, Map<String, Object> facts) {

  /** More is cut, so that no record fills the log. */
  static final int MOST_FACTS = 32;

  private static final Pattern HOLE = Pattern.compile("(,? ?\\b([a-z][a-z0-9_]*)=)?\\{}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,63}");

  static RecordParts of(ILoggingEvent event) {
    Map<String, Object> facts = new LinkedHashMap<>();
    StringBuilder sentence = new StringBuilder();
    StringBuilder text = new StringBuilder();
    takeMessage(event, facts, sentence, text);
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair pair : event.getKeyValuePairs()) {
        addTo(facts, text, pair.key, pair.value);
      }
    }
    new TreeMap<>(event.getMDCPropertyMap())
        .forEach((name, value) -> addTo(facts, text, name, value));
    return new RecordParts(FactText.message(bare(sentence)), text.toString(), facts);
  }

  private static void takeMessage(
      ILoggingEvent event, Map<String, Object> facts, StringBuilder sentence, StringBuilder text) {
    String message = String.valueOf(event.getMessage());
    Object[] arguments = event.getArgumentArray();
    if (arguments == null || message.contains("\\{")) { // an escaped hole is SLF4J's to read
      String whole = FactText.message(String.valueOf(event.getFormattedMessage()));
      sentence.append(whole);
      text.append(Escaping.plain(whole));
      return;
    }
    Matcher hole = HOLE.matcher(message);
    int end = 0;
    for (int i = 0; i < arguments.length && hole.find(); i++) {
      String before = message.substring(end, hole.start());
      sentence.append(before);
      text.append(Escaping.plain(before));
      end = hole.end();
      String name = hole.group(2);
      if (name != null && facts.size() < MOST_FACTS && !facts.containsKey(name)) {
        facts.put(name, FactText.known(arguments[i]));
        text.append(hole.group(1)).append(FactText.inList(arguments[i]));
      } else {
        String lead = name == null ? "" : hole.group(1);
        String shown = FactText.inSentence(arguments[i]);
        sentence.append(lead).append(shown);
        text.append(lead).append(Escaping.plain(shown));
      }
    }
    sentence.append(message, end, message.length());
    text.append(Escaping.plain(message.substring(end)));
  }

  private static void addTo(
      Map<String, Object> facts, StringBuilder text, String given, Object value) {
    String name = NAME.matcher(given).matches() ? given : usable(given);
    if (facts.size() < MOST_FACTS && facts.putIfAbsent(name, FactText.known(value)) == null) {
      text.append(' ').append(name).append('=').append(FactText.afterSpace(value));
    }
  }

  // A plugin chooses the name: it may not look like one of the layout's own, which begin with "@".
  private static String usable(String name) {
    String cut = name.substring(0, Math.min(name.length(), 63));
    return "_" + cut.replaceAll("[^A-Za-z0-9_.-]", "_");
  }

  /** Without what led to a fact that is no longer there. */
  private static String bare(StringBuilder sentence) {
    String bare = sentence.toString().strip();
    return bare.endsWith(":") ? bare.substring(0, bare.length() - 1) : bare;
  }
}
