package io.azimuth.application.system.inspect;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.port.host.Host;
import io.azimuth.application.port.host.HostReport;
import io.azimuth.application.route.CoreCall;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The machine on which the server runs. What is unknown is left out, with a warning. */
@Singleton
final class HostRoutes {

  /** The names of the API by those of {@code /proc/meminfo}. */
  private static final Map<String, String> MEMORY =
      Map.ofEntries(
          Map.entry("MemTotal", "total"),
          Map.entry("MemAvailable", "available"),
          Map.entry("MemFree", "free"),
          Map.entry("Active", "active"),
          Map.entry("Inactive", "inactive"),
          Map.entry("Buffers", "buffers"),
          Map.entry("Cached", "cached"),
          Map.entry("Dirty", "dirty"),
          Map.entry("Writeback", "writeback"),
          Map.entry("Shmem", "shared"),
          Map.entry("Slab", "slab"),
          Map.entry("CommitLimit", "commitlimit"),
          Map.entry("Committed_AS", "committedas"),
          Map.entry("SwapTotal", "swaptotal"),
          Map.entry("SwapFree", "swapfree"),
          Map.entry("SwapCached", "swapcached"),
          Map.entry("Mapped", "mapped"));

  private static final double PERCENT = 100;

  private static final AnswerSchema SHOWN =
      AnswerSchema.data(
          AnswerField.time("timestamp", "when it was looked at"),
          AnswerField.object("host", "the machine and its operating system"),
          AnswerField.object("memory", "its memory, in bytes"),
          AnswerField.objects("disk", "its disks, in bytes"),
          AnswerField.objects("cpu", "its processors"),
          AnswerField.objects("cpu_times", "how long they did what, in seconds"));

  private final Host host;

  @Inject
  HostRoutes(Host host) {
    this.host = host;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, "host-info")
            .access(Access.AUTHORIZED)
            .summary("Describe the machine on which the server runs")
            .answers(SHOWN)
            .handle(core(this::read)));
  }

  private Answer read(CoreCall call) {
    HostReport report = host.report();
    Value.Builder shown = Value.Obj.builder().put("timestamp", call.now().toString());
    report.machine().ifPresent(machine -> shown.put("host", machine(machine, call.now())));
    if (!report.memory().isEmpty()) {
      shown.put("memory", memory(report.memory()));
    }
    put(shown, "disk", report.disks(), HostRoutes::disk);
    put(shown, "cpu", report.processors(), HostRoutes::processor);
    put(shown, "cpu_times", report.times(), HostRoutes::times);
    return Answer.data(shown.build(), report.problems());
  }

  private static <T> void put(
      Value.Builder shown, String name, List<T> parts, Function<T, Value> form) {
    if (!parts.isEmpty()) {
      shown.put(name, new Value.Items(parts.stream().map(form).toList()));
    }
  }

  private static Value machine(HostReport.Machine machine, Instant now) {
    Value.Builder shown =
        Value.Obj.builder()
            .put("hostname", machine.hostname())
            .put("procs", machine.processes())
            .put("os", machine.os())
            .put("platform", machine.platform())
            .put("platformVersion", machine.platformVersion())
            .put("kernelVersion", machine.kernelVersion())
            .put("kernelArch", machine.architecture());
    machine
        .boot()
        .ifPresent(
            boot ->
                shown
                    .put("uptime", Duration.between(boot, now).toSeconds())
                    .put("bootTime", boot.getEpochSecond()));
    return shown.build();
  }

  private static Value memory(Map<String, Long> memory) {
    Value.Builder shown = Value.Obj.builder();
    new TreeMap<>(MEMORY)
        .forEach(
            (known, name) -> {
              if (memory.containsKey(known)) {
                shown.put(name, memory.get(known));
              }
            });
    long total = memory.getOrDefault("MemTotal", 0L);
    long used = total - memory.getOrDefault("MemAvailable", memory.getOrDefault("MemFree", 0L));
    shown.put("used", used).put("usedPercent", percent(used, total));
    return shown.build();
  }

  private static Value disk(HostReport.Disk disk) {
    long used = disk.total() - disk.free();
    return Value.Obj.builder()
        .put("path", disk.path())
        .put("fstype", disk.type())
        .put("total", disk.total())
        .put("free", disk.free())
        .put("used", used)
        .put("usedPercent", percent(used, disk.total()))
        .build();
  }

  private static Value percent(long part, long whole) {
    return Value.of(whole == 0 ? 0 : part * PERCENT / whole);
  }

  private static Value processor(HostReport.Processor processor) {
    return Value.Obj.builder()
        .put("cpu", processor.number())
        .put("vendorId", processor.vendor())
        .put("modelName", processor.model())
        .put("mhz", Value.of(processor.megahertz()))
        .build();
  }

  private static Value times(HostReport.Times times) {
    Value.Builder shown = Value.Obj.builder().put("cpu", times.cpu());
    new TreeMap<>(times.seconds()).forEach((kind, seconds) -> shown.put(kind, Value.of(seconds)));
    return shown.build();
  }
}
