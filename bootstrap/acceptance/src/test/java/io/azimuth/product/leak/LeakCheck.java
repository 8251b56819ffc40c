package io.azimuth.product.leak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The last step of a build: none of the secrets that any test used is in anything that any server,
 * in any process, logged or audited, and nothing there looks like a token.
 */
public final class LeakCheck {

  private static final int AROUND = 120;

  private LeakCheck() {}

  /**
   * Checks the corpus in that directory; ends with 1 when something is in it that may not, or when
   * nothing was kept, which is as bad, or when more servers were started than the budget allows.
   *
   * @param arguments the directory; the tests that this build left out, if any; how many servers
   *     may be started in JVMs of tests
   */
  public static void main(String[] arguments) throws IOException {
    RunCorpus corpus = new RunCorpus(Path.of(arguments[0]));
    boolean empty = corpus.secrets().isEmpty() || corpus.texts().isEmpty();
    Map<String, String> leaks = leaks(corpus);
    System.out.printf(
        "leak check: %d secrets, %d logs and audit files, %d leaks%n",
        corpus.secrets().size(), corpus.texts().size(), leaks.size());
    leaks.forEach((leak, where) -> System.out.println("  in clear: " + leak + "\n  in: " + where));
    List<String> starts = corpus.starts();
    int budget = arguments.length > 2 ? Integer.parseInt(arguments[2]) : Integer.MAX_VALUE;
    System.out.printf("servers started in JVMs of tests: %d%n", starts.size());
    if (starts.size() > budget) {
      System.out.printf(
          "  the budget is %d: classes that need no clock, seal, store or configuration of their own"
              + " take SharedServer%n",
          budget);
      starts.stream()
          .collect(Collectors.groupingBy(who -> who, Collectors.counting()))
          .entrySet()
          .stream()
          .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
          .forEach(who -> System.out.println("  " + who.getValue() + " " + who.getKey()));
    }
    corpus.clear(); // the next build begins anew
    if (arguments.length > 1 && !arguments[1].isEmpty()) {
      System.out.printf(
          "LEFT OUT: the tests with the tags %s (kills, real time-outs, packaging, other clients, the"
              + " console in a browser, a database that fails): .ci/run and .ci/soak run them%n",
          arguments[1]);
    }
    if (empty || !leaks.isEmpty() || starts.size() > budget) {
      System.exit(1);
    }
  }

  /** What is in a text though it may not, and what stands around it. */
  static Map<String, String> leaks(RunCorpus corpus) throws IOException {
    SeenSecrets secrets = new SeenSecrets();
    corpus.secrets().forEach(secrets::add);
    SeenSecrets.Search search = secrets.search();
    Map<String, String> leaks = new TreeMap<>();
    for (Path file : corpus.texts()) {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      search.in(text).forEach(leak -> leaks.put(leak, around(text, leak)));
    }
    return leaks;
  }

  private static String around(String text, String leak) {
    int at = text.indexOf(leak);
    int end = Math.min(text.length(), at + leak.length() + AROUND);
    return text.substring(Math.max(0, at - AROUND), end);
  }
}
