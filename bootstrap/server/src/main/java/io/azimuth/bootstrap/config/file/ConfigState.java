package io.azimuth.bootstrap.config.file;

import io.azimuth.bootstrap.config.Acknowledgement;
import io.azimuth.bootstrap.config.ListenerBlock;
import io.azimuth.bootstrap.config.SealBlock;
import io.azimuth.bootstrap.config.ServerConfig;
import io.azimuth.bootstrap.config.TracingBlock;
import io.azimuth.bootstrap.configfile.Durations;
import io.azimuth.spi.api.Value;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The configuration as clients of {@code sys/config/state/sanitized} expect it: the keys of the
 * file, and of a storage or seal only the type, because their other keys may be secret.
 */
public final class ConfigState {

  private ConfigState() {}

  /**
   * What a client may see of the configuration.
   *
   * @param acknowledged the acknowledgements in force, which a reload changes
   */
  public static Value.Obj of(ServerConfig config, List<Acknowledgement> acknowledged) {
    Value.Builder members =
        Value.Obj.builder()
            .put("listeners", listeners(config.listeners()))
            .put("storage", storage(config))
            .put("seals", seals(config))
            .put("api_addr", config.api().address().map(URI::toString).orElse(""))
            .put("default_lease_ttl", config.api().defaultLeaseTtl().toSeconds())
            .put("max_lease_ttl", config.api().maxLeaseTtl().toSeconds())
            .put("log_level", config.telemetry().log().level().name().toLowerCase(Locale.ROOT))
            .put("log_format", config.telemetry().log().format().name().toLowerCase(Locale.ROOT))
            .put("plugin_directory", config.directories().plugins().map(Path::toString).orElse(""))
            .put(
                "audit_directory",
                config.directories().audit().directory().map(Path::toString).orElse(""))
            .put("compatible_version", config.api().compatibleVersion())
            .put("shutdown_delay", config.shutdownDelay().toSeconds())
            .put("enable_ui", config.api().console())
            .put("raw_storage_endpoint", false)
            .put(AcknowledgementReader.BLOCK, acknowledged(acknowledged));
    config.telemetry().tracing().ifPresent(block -> members.put("tracing", tracing(block)));
    return members.build();
  }

  private static Value acknowledged(List<Acknowledgement> all) {
    return new Value.Items(all.stream().<Value>map(ConfigState::acknowledgement).toList());
  }

  private static Value.Obj acknowledgement(Acknowledgement one) {
    Value.Builder members = Value.Obj.builder().put("code", one.code());
    one.mount().ifPresent(mount -> members.put("mount", mount));
    one.role().ifPresent(role -> members.put("role", role));
    return members.put("reason", one.reason()).build();
  }

  private static Value.Obj tracing(TracingBlock block) {
    return Value.Obj.builder()
        .put("otlp_endpoint", block.endpoint().toString())
        .put("sample_ratio", String.valueOf(block.sampleRatio()))
        .put("traces_per_second", block.mostTraces())
        .put("caller_traces_per_second", block.callerTraces())
        .put("service_name", block.serviceName())
        .build();
  }

  private static Value listeners(List<ListenerBlock> listeners) {
    return new Value.Items(listeners.stream().<Value>map(ConfigState::listener).toList());
  }

  private static Value.Obj listener(ListenerBlock listener) {
    Value.Builder config =
        Value.Obj.builder()
            .put("address", listener.address().toString())
            .put("tls_disable", listener.tls().isEmpty());
    listener
        .tls()
        .ifPresent(
            tls -> {
              config.put("tls_cert_file", tls.certFile().toString());
              tls.clientCaFile()
                  .ifPresent(file -> config.put("tls_client_ca_file", file.toString()));
            });
    config
        .put("max_connections", listener.limits().connections())
        .put("max_request_size", listener.limits().bodyBytes())
        .put("max_request_duration", Durations.format(listener.limits().timeouts().request()));
    return Value.Obj.builder().put("type", "tcp").put("config", config.build()).build();
  }

  private static Value.Obj storage(ServerConfig config) {
    return Value.Obj.builder()
        .put("type", config.storage().type())
        .put("redirect_addr", config.api().address().map(URI::toString).orElse(""))
        .put("cluster_addr", "")
        .put("disable_clustering", false)
        .build();
  }

  private static Value seals(ServerConfig config) {
    List<Value> seals = new ArrayList<>();
    seals.add(seal(config.seals().type(), false));
    config.seals().disabled().map(SealBlock::type).ifPresent(it -> seals.add(seal(it, true)));
    return new Value.Items(seals);
  }

  private static Value.Obj seal(String type, boolean disabled) {
    return Value.Obj.builder().put("type", type).put("disabled", disabled).build();
  }
}
