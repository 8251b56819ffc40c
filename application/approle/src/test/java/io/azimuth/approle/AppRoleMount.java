package io.azimuth.approle;

import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.mount.MountMaintenance;
import io.azimuth.application.mount.MountTables;
import io.azimuth.application.port.store.MountTransactions;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.storage.MountStorage;
import io.azimuth.testkit.TestServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server with an approle mount at {@code auth/app}, and what its operators and machines do. */
final class AppRoleMount {

  private static final String ROLE = "auth/app/role/";

  private final TestServer server =
      TestServer.with(new AppRoleAuthMethodFactory(), TestServer.NO_SETTINGS);
  private final String root = server.initialize();

  AppRoleMount() {
    done(server.write(root, "sys/auth/app", Map.of("type", "approle")));
  }

  TestServer server() {
    return server;
  }

  String root() {
    return root;
  }

  Answer write(String path, Map<String, ?> body) {
    return server.write(root, ROLE + path, body);
  }

  Answer read(String path) {
    return server.read(root, ROLE + path);
  }

  /** Writes the role and returns its id. */
  String role(String name, Map<String, ?> parameters) {
    done(write(name, parameters));
    return text(data(read(name + "/role-id")), "role_id");
  }

  /** Makes a secret id of the role. */
  SecretIdReceipt secretId(String role, Map<String, ?> parameters) {
    Map<String, Value> data = data(write(role + "/secret-id", parameters));
    return new SecretIdReceipt(text(data, "secret_id"), text(data, "secret_id_accessor"));
  }

  /** What a new secret id came with. */
  record SecretIdReceipt(String itself, String accessor) {}

  Answer logIn(String roleId, String secretId) {
    return server.write("", "auth/app/login", credentials(roleId, secretId));
  }

  Map<String, Value> explain(String roleId, String secretId) {
    return data(server.write(root, "auth/app/login/explain", credentials(roleId, secretId)));
  }

  private static Map<String, String> credentials(String roleId, String secretId) {
    Map<String, String> credentials = new HashMap<>();
    credentials.put("role_id", roleId);
    credentials.put("secret_id", secretId);
    return credentials;
  }

  /** Runs the periodic tasks, which sweep at most every ten seconds. */
  void maintain() {
    server.get(MountMaintenance.class).maintain();
    server.store().awaitCommits();
  }

  /** The records of the mount. */
  MountStorage storage() {
    Mount mount =
        server.get(MountTables.class).of(server.store().begin()).mounts().stream()
            .filter(it -> it.type().equals("approle"))
            .findFirst()
            .orElseThrow();
    return MountTransactions.of(server.store().begin(), mount.uuid()).storage();
  }

  List<String> paths() {
    return storage().page(Optional.empty(), 1_000);
  }

  static String text(Map<String, Value> data, String name) {
    return ((Value.Text) data.get(name)).text();
  }

  static void refused(Answer answer, String text) {
    assertThat(refusal(answer).errors()).containsExactly(text);
    assertThat(refusal(answer).category()).isEqualTo(ErrorCategory.INVALID_REQUEST);
  }
}
