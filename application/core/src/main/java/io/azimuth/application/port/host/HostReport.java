package io.azimuth.application.port.host;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What could be found out about the machine.
 *
 * @param machine name, operating system and start
 * @param memory in bytes, by the names of {@code /proc/meminfo}
 * @param disks the volumes of the directories that the server writes to
 * @param processors each processor
 * @param times what each processor has done since the start of the machine
 * @param problems a sentence for each part that could not be found out
 */
public record HostReport(
    Optional<Machine> machine,
    Map<String, Long> memory,
    List<Disk> disks,
    List<Processor> processors,
    List<Times> times,
    List<String> problems) {

  public HostReport {
    memory = Map.copyOf(memory);
    disks = List.copyOf(disks);
    processors = List.copyOf(processors);
    times = List.copyOf(times);
    problems = List.copyOf(problems);
  }

  /**
   * The machine as a whole.
   *
   * @param hostname its name
   * @param os the kind of operating system, as {@code linux}
   * @param platform the distribution, as {@code debian}; empty when unknown
   * @param platformVersion the version of the distribution; empty when unknown
   * @param kernelVersion the version of the kernel
   * @param architecture of the processors
   * @param boot when it was started, if that is known
   * @param processes how many processes there are; 0 when unknown
   */
  public record Machine(
      String hostname,
      String os,
      String platform,
      String platformVersion,
      String kernelVersion,
      String architecture,
      Optional<Instant> boot,
      long processes) {}

  /**
   * A volume.
   *
   * @param path the directory that was asked for
   * @param type of the file system
   * @param total bytes
   * @param free bytes that this process can use
   */
  public record Disk(String path, String type, long total, long free) {}

  /**
   * A processor.
   *
   * @param number from 0 on
   * @param model its name; empty when unknown
   * @param vendor who made it; empty when unknown
   * @param megahertz its speed; 0 when unknown
   */
  public record Processor(int number, String model, String vendor, double megahertz) {}

  /**
   * What a processor has done, in seconds.
   *
   * @param cpu its name, a number after "cpu"
   * @param seconds by kind of work, as {@code user}
   */
  public record Times(String cpu, Map<String, Double> seconds) {

    public Times {
      seconds = Map.copyOf(seconds);
    }
  }
}
