package com.example.etcd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import io.etcd.jetcd.Auth;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the engine proves itself to etcd, and etcd to the engine. */
class EtcdLoginTest {

  @TempDir Path directory;

  @Test
  void bothSidesShowCertificates() throws Exception {
    certificate("good");
    certificate("other");
    List<String> options = new ArrayList<>(EtcdCluster.LIMITS);
    options.add("--cert-file=" + directory.resolve("good.pem"));
    options.add("--key-file=" + directory.resolve("good.key"));
    options.add("--trusted-ca-file=" + directory.resolve("good.pem"));
    options.add("--client-cert-auth");
    try (EtcdCluster cluster = new EtcdCluster(directory, 1, options, "https")) {
      try (KeyValueEngine engine = cluster.open(tls(cluster, "good", "good"))) {
        assertThat(write(engine)).isEqualTo(CommitOutcome.COMMITTED);
      }
      assertUnavailable(cluster, tls(cluster, "other", "good"));
      assertUnavailable(cluster, tls(cluster, "good", "other"));
    }
  }

  private PluginSettings tls(EtcdCluster cluster, String authority, String own) {
    return new PluginSettings(
        Map.of(
            "endpoints", cluster.address(),
            "ca_file", authority + ".pem",
            "cert_file", own + ".pem",
            "key_file", own + ".key"),
        directory);
  }

  /** A certificate of its own authority for loopback, for servers and clients. */
  private void certificate(String name) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=" + name,
            "-addext",
            "subjectAltName=IP:127.0.0.1",
            "-keyout",
            directory.resolve(name + ".key").toString(),
            "-out",
            directory.resolve(name + ".pem").toString());
    assertThat(new ProcessBuilder(command).redirectErrorStream(true).start().waitFor()).isZero();
  }

  @Test
  void theUserNeedsItsPassword() throws Exception {
    try (EtcdCluster cluster = new EtcdCluster(directory, 1, EtcdCluster.LIMITS)) {
      cluster.open("ready/").close();
      try (Client client = Client.builder().endpoints(cluster.address()).build()) {
        Auth auth = client.getAuthClient();
        auth.userAdd(bytes("root"), bytes("only-for-tests")).get();
        auth.roleAdd(bytes("root")).get();
        auth.userGrantRole(bytes("root"), bytes("root")).get();
        auth.authEnable().get();
      }
      try (KeyValueEngine engine = cluster.open(login(cluster, "only-for-tests"))) {
        assertThat(write(engine)).isEqualTo(CommitOutcome.COMMITTED);
      }
      assertThatThrownBy(() -> cluster.open(login(cluster, "wrong")))
          .isInstanceOfSatisfying(
              ServiceException.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.STORE_FAILED))
          .hasMessageNotContaining("wrong");
    }
  }

  private PluginSettings login(EtcdCluster cluster, String password) {
    return new PluginSettings(
        Map.of("endpoints", cluster.address(), "username", "root", "password", password),
        directory);
  }

  private static void assertUnavailable(EtcdCluster cluster, PluginSettings settings) {
    assertThatThrownBy(() -> cluster.openOnce(settings))
        .isInstanceOfSatisfying(
            ServiceException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
  }

  private static CommitOutcome write(KeyValueEngine engine) throws Exception {
    return engine
        .apply(Batch.builder().put(Key.of("k"), "v".getBytes(UTF_8)).build())
        .toCompletableFuture()
        .get();
  }

  private static ByteSequence bytes(String text) {
    return ByteSequence.from(text, UTF_8);
  }
}
