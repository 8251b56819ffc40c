package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.bootstrap.plugin.PluginThreads;
import io.azimuth.spi.metrics.Measurement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The numbers of one guard as metrics. */
final class GuardFigures {

  private static final String FAILURES = "azimuth_plugin_failures_total";
  private static final String FAILURES_HELP = "Faults of plugins, and calls that were late.";
  private static final String REFUSED = "azimuth_plugin_refused_total";
  private static final String REFUSED_HELP = "Requests and tasks refused to spare a plugin.";

  private GuardFigures() {}

  /**
   * The numbers.
   *
   * @param handlers the threads in handlers, by the callers that they are for
   * @param stuck how many threads are late
   */
  static List<Measurement> of(
      Map<String, String> labels,
      GuardCounts counts,
      Map<String, PluginThreads> handlers,
      int stuck,
      BackgroundTasks background,
      Circuits circuits) {
    List<Measurement> all = new ArrayList<>(counted(labels, counts));
    handlers.forEach((callers, of) -> all.addAll(used(with(labels, "callers", callers), of)));
    all.add(
        Measurement.gauge(
            "azimuth_plugin_threads_stuck",
            "Threads that are late and have not returned from a plugin.",
            labels,
            stuck));
    all.add(
        Measurement.gauge(
            "azimuth_plugin_tasks_running",
            "Background tasks and actions of a plugin that run.",
            labels,
            background.busy()));
    all.add(
        Measurement.gauge(
            "azimuth_plugin_tasks_waiting",
            "Background tasks and actions of a plugin that wait for a thread.",
            labels,
            background.waiting()));
    all.add(
        Measurement.gauge(
            "azimuth_plugin_circuits_open",
            "Mounts, clouds or places for which requests are refused because the plugin is late there.",
            labels,
            circuits.open()));
    return List.copyOf(all);
  }

  private static List<Measurement> counted(Map<String, String> labels, GuardCounts counts) {
    return List.of(
        Measurement.counter(
            FAILURES,
            FAILURES_HELP,
            with(labels, "failure", "fault"),
            (double) counts.faults.sum()),
        Measurement.counter(
            FAILURES, FAILURES_HELP, with(labels, "failure", "late"), (double) counts.late.sum()),
        Measurement.counter(
            REFUSED,
            REFUSED_HELP,
            with(labels, "reason", "busy"),
            (double) counts.refusedBusy.sum()),
        Measurement.counter(
            REFUSED,
            REFUSED_HELP,
            with(labels, "reason", "circuit"),
            (double) counts.refusedOpen.sum()));
  }

  private static List<Measurement> used(Map<String, String> labels, PluginThreads threads) {
    return List.of(
        Measurement.gauge(
            "azimuth_plugin_threads_busy",
            "Threads that are in handlers of a plugin.",
            labels,
            threads.busy()),
        Measurement.gauge(
            "azimuth_plugin_threads_max",
            "The most threads that may be in handlers of a plugin.",
            labels,
            threads.most()),
        Measurement.gauge(
            "azimuth_plugin_requests_waiting",
            "Requests that wait for a thread in a handler of a plugin.",
            labels,
            threads.waiting()));
  }

  private static Map<String, String> with(Map<String, String> labels, String name, String value) {
    Map<String, String> more = new HashMap<>(labels);
    more.put(name, value);
    return more;
  }
}
