package io.azimuth.application.system.status;

import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import java.util.List;
import java.util.stream.Stream;

/** What the routes about the status of the server answer. */
final class StatusAnswers {

  private static final AnswerField STANDBY_OF_PERFORMANCE =
      AnswerField.flag("performance_standby", "false: there are none");

  private static final List<AnswerField> OF_SERVER =
      List.of(
          AnswerField.flag("initialized", "whether the store has its keys"),
          AnswerField.flag("sealed", "whether the server has no keys to its store"),
          AnswerField.flag("standby", "whether the server is sealed"),
          STANDBY_OF_PERFORMANCE,
          AnswerField.text("replication_performance_mode", "disabled"),
          AnswerField.text("replication_dr_mode", "disabled"),
          AnswerField.number("server_time_utc", "the time of the server, in seconds since 1970"),
          AnswerField.text("version", "the version of the API that clients look at"),
          AnswerField.text("azimuth_version", "the version of the server"),
          AnswerField.flag("enterprise", "whether that version is one of the Enterprise server"),
          AnswerField.number("echo_duration_ms", "0"),
          AnswerField.number("clock_skew_ms", "0"),
          AnswerField.number("replication_primary_canary_age_ms", "0"));

  private static final List<AnswerField> PROBLEMS =
      List.of(
          AnswerField.texts("azimuth_problems", "what is wrong; absent when nothing is"),
          AnswerField.flag("azimuth_reads", "whether it serves reads nevertheless"));

  /** Of {@code health}. */
  static final AnswerSchema HEALTH =
      AnswerSchema.body(
          Stream.of(OF_SERVER, ClusterIdentity.SHOWN, PROBLEMS).flatMap(List::stream).toList());

  /** Of {@code leader}. */
  static final AnswerSchema LEADER =
      AnswerSchema.body(
          AnswerField.flag("ha_enabled", "whether several nodes share the store"),
          AnswerField.flag("is_self", "whether this node leads"),
          AnswerField.time("active_time", "since when there is this leader"),
          AnswerField.text("leader_address", "the address of the leader; empty without one"),
          AnswerField.text("leader_cluster_address", "empty: nodes do not call each other"),
          STANDBY_OF_PERFORMANCE,
          AnswerField.number("performance_standby_last_remote_wal", "0"));

  /** Of {@code ha-status}. */
  static final AnswerSchema NODES =
      AnswerSchema.data(
          AnswerField.objects(
              "nodes",
              "each node",
              AnswerField.text("hostname", "the name of its machine"),
              AnswerField.text("api_address", "its address"),
              AnswerField.text("cluster_address", "empty"),
              AnswerField.flag("active_node", "whether it leads"),
              AnswerField.time("last_echo", "when it was heard of last").orNull(),
              AnswerField.text("version", "the version of the API"),
              AnswerField.text("azimuth_version", "the release that it runs"),
              AnswerField.number(
                      "azimuth_clock_offset_ms", "how far its clock is from that of the database")
                  .orNull()));

  /** Of {@code version-history}. */
  static final AnswerSchema VERSIONS =
      AnswerSchema.keys()
          .with(
              AnswerField.objectsByName(
                  "key_info",
                  "each version",
                  AnswerField.text("previous_version", "the one before").orNull(),
                  AnswerField.time("timestamp_installed", "since when it runs"),
                  AnswerField.text("build_date", "when it was built")));

  private StatusAnswers() {}
}
