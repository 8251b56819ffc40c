package io.azimuth.bootstrap.plugin.guard;

import io.azimuth.bootstrap.plugin.PluginThreads;
import io.azimuth.spi.metrics.Measurement;
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

  static List<Measurement> of(
      Map<String, String> labels,
      GuardCounts counts,
      PluginThreads requests,
      PluginThreads upkeep,
      BackgroundTasks background,
      Circuits circuits) {
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
            (double) counts.refusedOpen.sum()),
        Measurement.gauge(
            "azimuth_plugin_threads_busy",
            "Threads that are in handlers of a plugin.",
            labels,
            requests.busy()),
        Measurement.gauge(
            "azimuth_plugin_threads_max",
            "The most threads that may be in handlers of a plugin.",
            labels,
            requests.most()),
        Measurement.gauge(
            "azimuth_plugin_threads_stuck",
            "Threads that are late and have not returned from a plugin.",
            labels,
            requests.stuck() + upkeep.stuck()),
        Measurement.gauge(
            "azimuth_plugin_tasks_running",
            "Background tasks and actions of a plugin that run.",
            labels,
            background.busy()),
        Measurement.gauge(
            "azimuth_plugin_tasks_waiting",
            "Background tasks and actions of a plugin that wait for a thread.",
            labels,
            background.waiting()),
        Measurement.gauge(
            "azimuth_plugin_circuits_open",
            "Mounts to which requests are refused because the plugin is late there.",
            labels,
            circuits.open()));
  }

  private static Map<String, String> with(Map<String, String> labels, String name, String value) {
    Map<String, String> more = new HashMap<>(labels);
    more.put(name, value);
    return more;
  }
}
