package io.azimuth.bootstrap.host;

import io.azimuth.application.port.host.HostReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Reads files in which Linux describes the machine. What is not there is empty or 0. */
final class ProcFiles {

  private static final int LONGEST_FILE = 4 << 20; // a machine with a thousand processors
  private static final double TICKS_PER_SECOND = 100; // fixed in Linux for all programs
  private static final long KIBIBYTE = 1_024;

  /** The kinds of work, in the order of {@code /proc/stat}, by their names in the API. */
  private static final List<String> KINDS =
      List.of(
          "user",
          "nice",
          "system",
          "idle",
          "iowait",
          "irq",
          "softirq",
          "steal",
          "guest",
          "guestNice");

  private final Path root;

  ProcFiles(Path root) {
    this.root = root;
  }

  String hostname() {
    return lines("proc/sys/kernel/hostname").stream().findFirst().orElse("").strip();
  }

  String platform() {
    return release("ID");
  }

  String platformVersion() {
    return release("VERSION_ID");
  }

  private String release(String key) {
    return lines("etc/os-release").stream()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1).replace("\"", "").strip())
        .findFirst()
        .orElse("");
  }

  Optional<Instant> boot() {
    return lines("proc/stat").stream()
        .filter(line -> line.startsWith("btime "))
        .map(line -> whole(line.substring("btime ".length())))
        .flatMap(seconds -> seconds.stream().boxed())
        .map(Instant::ofEpochSecond)
        .findFirst();
  }

  long processes() {
    try (Stream<Path> entries = Files.list(root.resolve("proc"))) {
      return entries.filter(entry -> whole(entry.getFileName().toString()).isPresent()).count();
    } catch (IOException | RuntimeException e) { // a process may end meanwhile
      return 0;
    }
  }

  /** In bytes, by the names of the file. */
  Map<String, Long> memory() {
    Map<String, Long> memory = new HashMap<>();
    for (String line : lines("proc/meminfo")) {
      String[] parts = line.split("[:\\s]+", -1);
      if (parts.length == 3 && parts[2].equals("kB")) {
        whole(parts[1]).ifPresent(number -> memory.put(parts[0], number * KIBIBYTE));
      }
    }
    return memory;
  }

  List<HostReport.Processor> processors() {
    List<HostReport.Processor> processors = new ArrayList<>();
    Map<String, String> one = new HashMap<>();
    for (String line : lines("proc/cpuinfo")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        one.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      } else {
        processor(one).ifPresent(processors::add);
        one.clear();
      }
    }
    processor(one).ifPresent(processors::add);
    return processors;
  }

  private static Optional<HostReport.Processor> processor(Map<String, String> lines) {
    OptionalLong number = whole(lines.getOrDefault("processor", ""));
    return number.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new HostReport.Processor(
                (int) number.getAsLong(),
                lines.getOrDefault("model name", ""),
                lines.getOrDefault("vendor_id", ""),
                decimal(lines.getOrDefault("cpu MHz", ""))));
  }

  List<HostReport.Times> times() {
    List<HostReport.Times> times = new ArrayList<>();
    for (String line : lines("proc/stat")) {
      String[] parts = line.split("\\s+", -1);
      if (!parts[0].matches("cpu[0-9]+")) {
        continue;
      }
      Map<String, Double> seconds = new LinkedHashMap<>();
      for (int i = 0; i < KINDS.size() && i + 1 < parts.length; i++) {
        String kind = KINDS.get(i);
        whole(parts[i + 1]).ifPresent(ticks -> seconds.put(kind, ticks / TICKS_PER_SECOND));
      }
      times.add(new HostReport.Times(parts[0], seconds));
    }
    return times;
  }

  private List<String> lines(String file) {
    try (InputStream in = Files.newInputStream(root.resolve(file))) {
      return new String(in.readNBytes(LONGEST_FILE), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static OptionalLong whole(String text) {
    return text.matches("[0-9]{1,15}")
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }

  private static double decimal(String text) {
    return text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?") ? Double.parseDouble(text) : 0;
  }
}
