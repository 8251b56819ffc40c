package io.azimuth.load;

import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Measures all chapters but that of the stores, or those that are named, and says which targets are
 * met.
 */
final class LoadRun {

  private static final Map<String, Chapter> CHAPTERS = chapters();
  private static final String LONGEST = "stores";

  private LoadRun() {}

  private static Map<String, Chapter> chapters() {
    Map<String, Chapter> chapters = new LinkedHashMap<>();
    chapters.put("start", new StartChapter());
    chapters.put("logins", new LoginChapter());
    chapters.put("requests", new RequestChapter());
    chapters.put("handshakes", new HandshakeChapter());
    chapters.put("audit", new AuditChapter());
    chapters.put("overload", new OverloadChapter());
    chapters.put("large", new LargeStoreChapter());
    chapters.put("churn", new ChurnChapter());
    chapters.put("peer", new PeerChapter());
    chapters.put(LONGEST, new StoreChapter());
    return chapters;
  }

  /** Exits with 1 if a request failed. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, SQLException {
    LoadOptions options = LoadOptions.fromProperties();
    LoadReport report = new LoadReport();
    report.say(machine());
    try (Laboratory laboratory = Laboratory.open()) {
      Servers servers = new Servers(options.distribution(), laboratory);
      servers.prepareArchive();
      Bench bench = new Bench(options, laboratory, servers, report);
      for (Map.Entry<String, Chapter> chapter : CHAPTERS.entrySet()) {
        if (options.measures(chapter.getKey(), LONGEST)) {
          report.begin(chapter.getKey());
          chapter.getValue().measure(bench);
          report.writeTo(options.report());
          report.publish(options.page(), machine() + "; " + options.words());
        }
      }
    }
    System.exit(report.isSound() ? 0 : 1);
  }

  private static String machine() {
    return "%s, %d processors, %s %s, Java %s"
        .formatted(
            LocalDate.now(ZoneOffset.UTC),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            Runtime.version());
  }
}
