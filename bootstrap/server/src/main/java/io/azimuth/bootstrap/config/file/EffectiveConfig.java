package io.azimuth.bootstrap.config.file;

import io.azimuth.adapters.http.certificate.CertificateForwarding;
import io.azimuth.adapters.http.config.ForwardingConfig;
import io.azimuth.adapters.http.config.ListenerLimits;
import io.azimuth.adapters.http.tls.TlsConfig;
import io.azimuth.bootstrap.config.Acknowledgement;
import io.azimuth.bootstrap.config.AzureCloudBlock;
import io.azimuth.bootstrap.config.AzureKeyVaultSealBlock;
import io.azimuth.bootstrap.config.AzureSignInBlock;
import io.azimuth.bootstrap.config.ListenerBlock;
import io.azimuth.bootstrap.config.LocalSources;
import io.azimuth.bootstrap.config.PluginBlock;
import io.azimuth.bootstrap.config.PluginSealBlock;
import io.azimuth.bootstrap.config.SealBlock;
import io.azimuth.bootstrap.config.ServerConfig;
import io.azimuth.bootstrap.config.StaticSealBlock;
import io.azimuth.bootstrap.config.StorageBlock;
import io.azimuth.bootstrap.config.TracingBlock;
import io.azimuth.bootstrap.configfile.Durations;
import io.azimuth.bootstrap.plugin.PinnedJars;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Prints the configuration with defaults and environment variables applied, without secrets. */
public final class EffectiveConfig {

  private static final String HIDDEN = "(hidden)";
  private static final Pattern SECRET_NAME =
      Pattern.compile(".*(secret|password|token|key|url|credential).*");

  private final List<String> lines = new ArrayList<>();

  private EffectiveConfig() {}

  /**
   * Lines of the form {@code key = value}. Keys of a block have the block's name and a dot before
   * them.
   */
  public static List<String> lines(ServerConfig config) {
    EffectiveConfig effective = new EffectiveConfig();
    for (int i = 0; i < config.listeners().size(); i++) {
      effective.listener("listener[" + i + "].", config.listeners().get(i));
    }
    effective.storage(config.storage());
    effective.seal(config);
    config.azure().clouds().forEach(effective::cloud);
    config.azure().local().forEach(effective::local);
    config.plugins().blocks().forEach(effective::plugin);
    effective.rest(config);
    config.telemetry().acknowledged().forEach(effective::acknowledgement);
    return List.copyOf(effective.lines);
  }

  private void listener(String prefix, ListenerBlock listener) {
    put(prefix + "address", listener.address());
    put(prefix + "tls_disable", listener.tls().isEmpty());
    listener.tls().ifPresent(tls -> tls(prefix, tls));
    ForwardingConfig forwarding = listener.forwarding();
    put(prefix + "x_forwarded_for_authorized_addrs", forwarding.trusted());
    putOptional(prefix + "x_forwarded_for_hop_skips", forwarding.hopSkips());
    put(prefix + "x_forwarded_for_reject_not_present", forwarding.rejectNotPresent());
    put(prefix + "x_forwarded_for_reject_not_authorized", forwarding.rejectNotAuthorized());
    putOptional(
        prefix + "x_forwarded_client_cert", forwarding.certificate().map(by -> by.form().text()));
    putOptional(
        prefix + "x_forwarded_for_client_cert_header",
        forwarding.certificate().map(CertificateForwarding::header));
    limits(prefix, listener.limits());
    put(prefix + "telemetry.unauthenticated_metrics_access", listener.openMetrics());
  }

  private void tls(String prefix, TlsConfig tls) {
    put(prefix + "tls_cert_file", tls.certFile());
    put(prefix + "tls_key_file", tls.keyFile());
    putOptional(prefix + "tls_client_ca_file", tls.clientCaFile());
    put(prefix + "tls_engine", tls.engine().text());
    put(prefix + "tls_request_client_cert", tls.requestClientCert());
  }

  private void limits(String prefix, ListenerLimits limits) {
    put(prefix + "max_connections", limits.connections());
    put(prefix + "max_connections_per_address", limits.connectionsPerAddress());
    put(prefix + "max_request_size", limits.bodyBytes());
    put(prefix + "max_buffered_bytes", limits.bufferedBytes());
    ListenerLimits.Timeouts timeouts = limits.timeouts();
    put(prefix + "http_read_header_timeout", Durations.format(timeouts.head()));
    put(prefix + "http_read_timeout", Durations.format(timeouts.body()));
    put(prefix + "max_request_duration", Durations.format(timeouts.request()));
    put(prefix + "http_idle_timeout", Durations.format(timeouts.idle()));
  }

  private void storage(StorageBlock storage) {
    put("storage", storage.type());
    new TreeMap<>(storage.settings().values())
        .forEach((key, value) -> put("storage." + key, hides(storage, key) ? HIDDEN : value));
    storage.signIn().ifPresent(signIn -> signIn("storage.", signIn));
  }

  private static boolean hides(StorageBlock storage, String key) {
    return storage.hidden().contains(key)
        || SECRET_NAME.matcher(key.toLowerCase(Locale.ROOT)).matches();
  }

  // Only the plugin knows which of its values are secret.
  private void plugin(PluginBlock plugin) {
    new TreeSet<>(plugin.settings().values().keySet())
        .forEach(key -> put("plugin[" + plugin.type() + "]." + key, HIDDEN));
  }

  private void seal(ServerConfig config) {
    put("seal", config.seals().type());
    if (!config.seals().all().isEmpty()) {
      putOptional("seal.expected_store", config.seals().expectedStore());
    }
    config.seals().own().ifPresent(block -> seal("seal.", block));
    config
        .seals()
        .disabled()
        .ifPresent(
            block -> {
              put("disabled_seal", block.type());
              seal("disabled_seal.", block);
            });
  }

  private void seal(String prefix, SealBlock block) {
    if (block instanceof StaticSealBlock fixed) {
      put(prefix + "current_key_id", fixed.keys().current().id());
      put(prefix + "current_key", HIDDEN);
      fixed.keys().previous().ifPresent(key -> put(prefix + "previous_key_id", key.id()));
      fixed.keys().previous().ifPresent(key -> put(prefix + "previous_key", HIDDEN));
    } else if (block instanceof AzureKeyVaultSealBlock vault) {
      signIn(prefix, vault.signIn());
      put(prefix + "vault_name", vault.vaultName());
      put(prefix + "key_name", vault.keyName());
      putOptional(prefix + "resource", vault.resource());
    } else if (block instanceof PluginSealBlock plugin) { // it alone knows which are secret
      new TreeSet<>(plugin.settings().values().keySet()).forEach(key -> put(prefix + key, HIDDEN));
    }
  }

  private void signIn(String prefix, AzureSignInBlock signIn) {
    put(prefix + "environment", signIn.environment());
    putOptional(prefix + "tenant_id", signIn.tenantId());
    putOptional(prefix + "client_id", signIn.credential().clientId());
    put(prefix + "credential", signIn.credential().kind());
  }

  private void cloud(AzureCloudBlock cloud) {
    String prefix = "cloud[" + cloud.name() + "].";
    put(prefix + "authority_host", cloud.authorityHost());
    putOptional(prefix + "resource_manager", cloud.services().resourceManager());
    putOptional(prefix + "resource_manager_audience", cloud.services().resourceManagerAudience());
    putOptional(prefix + "graph", cloud.services().graph());
    putOptional(prefix + "metadata_service", cloud.services().metadataService());
    putOptional(prefix + "key_vault", cloud.services().keyVault());
    putOptional(prefix + "key_vault_audience", cloud.services().keyVaultAudience());
    put(prefix + "database_audience", cloud.services().databaseAudience());
    put(prefix + "issuers", cloud.issuers());
    putOptional(prefix + "ca_cert_file", cloud.authorities());
  }

  private void local(LocalSources local) {
    String prefix = "cloud[" + local.cloud() + "].";
    putOptional(prefix + "services", local.services());
    putOptional(prefix + "keys_file", local.keysFile());
    putOptional(prefix + "attested_host", local.attested().host());
    putOptional(prefix + "attested_ca_file", local.attested().authorities());
    local.attested().issuerHosts().ifPresent(hosts -> put(prefix + "attested_issuer_hosts", hosts));
  }

  private void rest(ServerConfig config) {
    putOptional("proxy", config.azure().proxy().map(proxy -> "http://" + proxy));
    put("no_proxy", config.azure().noProxy());
    putOptional("audit_directory", config.directories().audit().directory());
    put("audit_socket_addresses", config.directories().audit().socketAddresses());
    putOptional("api_addr", config.api().address());
    putOptional("cluster_name", config.api().clusterName());
    put("default_lease_ttl", Durations.format(config.api().defaultLeaseTtl()));
    put("max_lease_ttl", Durations.format(config.api().maxLeaseTtl()));
    putOptional("plugin_directory", config.directories().plugins());
    config
        .directories()
        .pinned()
        .inOrder()
        .forEach((file, sum) -> put(PinnedJars.BLOCK + "[" + file + "]", sum));
    put("compatible_version", config.api().compatibleVersion());
    put("log_level", config.telemetry().log().level().name().toLowerCase(Locale.ROOT));
    put("log_format", config.telemetry().log().format().name().toLowerCase(Locale.ROOT));
    config.telemetry().tracing().ifPresent(this::tracing);
    put("telemetry.count_requests", config.telemetry().countsRequests());
    put("shutdown_delay", Durations.format(config.shutdownDelay()));
    put("ui", config.api().console());
  }

  private void tracing(TracingBlock block) {
    put("tracing.otlp_endpoint", block.endpoint());
    new TreeSet<>(block.headers().keySet())
        .forEach(name -> put("tracing.otlp_headers[" + name + "]", HIDDEN));
    putOptional("tracing.otlp_ca_cert_file", block.authorities());
    put("tracing.otlp_compression", block.compressed() ? "gzip" : "none");
    put("tracing.sample_ratio", block.sampleRatio());
    put("tracing.traces_per_second", block.mostTraces());
    put("tracing.caller_traces_per_second", block.callerTraces());
    put("tracing.service_name", block.serviceName());
    put("tracing.resource_attributes", new TreeMap<>(block.attributes()));
  }

  private void acknowledgement(Acknowledgement one) {
    String of =
        one.mount().map(it -> ", " + it).orElse("") + one.role().map(it -> ", " + it).orElse("");
    put(AcknowledgementReader.BLOCK + "[" + one.code() + of + "].reason", one.reason());
  }

  private void putOptional(String key, Optional<?> value) {
    put(key, value.isPresent() ? value.get() : "(not set)");
  }

  private void put(String key, Object value) {
    lines.add(key + " = " + value);
  }
}
