package io.azimuth.bootstrap.host;

import com.sun.management.OperatingSystemMXBean;
import io.azimuth.application.port.host.Host;
import io.azimuth.application.port.host.HostReport;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The machine as Java and the files of {@code /proc} describe it. */
public final class LocalHost implements Host {

  private final ProcFiles files;
  private final List<Path> directories;

  /** The machine of this process; describes the volumes of these directories. */
  public LocalHost(List<Path> directories) {
    this(new ProcFiles(Path.of("/")), directories);
  }

  LocalHost(ProcFiles files, List<Path> directories) {
    this.files = files;
    this.directories = List.copyOf(directories);
  }

  /** The name of the machine, if the system tells it without asking a name server. */
  public static Optional<String> name() {
    return Optional.of(new ProcFiles(Path.of("/")).hostname()).filter(name -> !name.isEmpty());
  }

  @Override
  public HostReport report() {
    List<String> problems = new ArrayList<>();
    List<HostReport.Processor> processors = files.processors();
    List<HostReport.Times> times = files.times();
    if (files.boot().isEmpty()) {
      problems.add("host: the start of the machine is not known");
    }
    if (processors.isEmpty()) {
      problems.add("cpu: the processors cannot be described");
    }
    if (times.isEmpty()) {
      problems.add("cpu_times: the times of processors are not known");
    }
    return new HostReport(
        Optional.of(machine()), memory(problems), disks(problems), processors, times, problems);
  }

  private HostReport.Machine machine() {
    return new HostReport.Machine(
        files.hostname(),
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT),
        files.platform(),
        files.platformVersion(),
        System.getProperty("os.version", ""),
        System.getProperty("os.arch", ""),
        files.boot(),
        files.processes());
  }

  private Map<String, Long> memory(List<String> problems) {
    Map<String, Long> memory = files.memory();
    if (!memory.isEmpty()) {
      return memory;
    }
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      return Map.of(
          "MemTotal", system.getTotalMemorySize(),
          "MemFree", system.getFreeMemorySize(),
          "SwapTotal", system.getTotalSwapSpaceSize(),
          "SwapFree", system.getFreeSwapSpaceSize());
    }
    problems.add("memory: the memory of the machine is not known");
    return Map.of();
  }

  private List<HostReport.Disk> disks(List<String> problems) {
    List<HostReport.Disk> disks = new ArrayList<>();
    for (Path directory : directories) {
      try {
        FileStore volume = Files.getFileStore(directory);
        disks.add(
            new HostReport.Disk(
                directory.toString(),
                volume.type(),
                volume.getTotalSpace(),
                volume.getUsableSpace()));
      } catch (IOException e) {
        problems.add("disk: the volume of " + directory + " cannot be read");
      }
    }
    return disks;
  }
}
