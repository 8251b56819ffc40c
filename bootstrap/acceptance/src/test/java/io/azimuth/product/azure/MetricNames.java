package io.azimuth.product.azure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names of metrics: on a server's page, in docs/operate/metrics.md, and in rules and dashboards.
 */
final class MetricNames {

  private static final Path DOCUMENT = Path.of("../../docs/operate/metrics.md");
  private static final Path SHIPPED =
      Path.of("../launcher/src/main/distribution/packaging/helm/azimuth/files");

  private static final Pattern SERVED = Pattern.compile("(?m)^# TYPE (\\S+) ");
  private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| (`[^|]+) \\|");
  private static final Pattern OURS = Pattern.compile("`((?:azimuth|vault)_[a-z0-9_]+)`");

  private static final Pattern USED =
      Pattern.compile("\\b((?:azimuth|vault|jvm|process|system)_[a-z0-9_]+)\\b");

  private final Set<String> served;
  private final Set<String> documented;
  private final Set<String> shipped = new TreeSet<>();

  MetricNames(String page) throws IOException {
    served = found(SERVED, page);
    documented =
        found(FIRST_CELL, Files.readString(DOCUMENT)).stream()
            .flatMap(cell -> found(OURS, cell).stream())
            .collect(Collectors.toCollection(TreeSet::new));
    try (Stream<Path> files = Files.walk(SHIPPED)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        shipped.addAll(found(USED, Files.readString(file)));
      }
    }
    shipped.remove("azimuth_problems"); // of sys/health
  }

  Set<String> documented() {
    return documented;
  }

  Set<String> shipped() {
    return shipped;
  }

  Set<String> servedButNotDocumented() {
    return served.stream()
        .filter(it -> it.startsWith("azimuth_") || it.startsWith("vault_"))
        .filter(it -> !it.startsWith("vault_route_"))
        .filter(it -> !documented.contains(it.replaceAll("_max$", "")))
        .filter(it -> !documented.contains(it))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  Set<String> documentedButNotServed() {
    Set<String> absent = new TreeSet<>(documented);
    absent.removeAll(served);
    return absent;
  }

  /** Names in rules and dashboards that no server has. */
  Set<String> shippedButUnknown() {
    return shipped.stream()
        .filter(it -> !isKnown(it) && !isKnown(it.replaceAll("_(bucket|sum|count)$", "")))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private boolean isKnown(String name) {
    return documented.contains(name) || served.contains(name);
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(MetricNames::first)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String first(MatchResult match) {
    return match.group(1);
  }
}
