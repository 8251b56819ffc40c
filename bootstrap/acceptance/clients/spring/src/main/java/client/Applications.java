package client;

import static client.Checks.check;
import static client.Checks.refused;

import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.vault.authentication.LifecycleAwareSessionManager;
import org.springframework.vault.authentication.SessionManager;
import org.springframework.vault.authentication.event.AfterLoginEvent;
import org.springframework.vault.authentication.event.AfterLoginTokenRenewedEvent;
import org.springframework.vault.authentication.event.AfterLoginTokenRevocationEvent;
import org.springframework.vault.authentication.event.LoginTokenExpiredEvent;
import org.springframework.vault.core.VaultTemplate;
import org.springframework.vault.core.lease.SecretLeaseContainer;
import org.springframework.vault.core.lease.event.SecretLeaseRotatedEvent;
import org.springframework.vault.support.VaultToken;
import org.springframework.vault.support.VaultTokenRequest;

/** Spring Boot applications that import their properties: {@code application.yml}. */
final class Applications {

  private final VaultTemplate root;

  Applications(VaultTemplate root) {
    this.root = root;
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  @EnableConfigurationProperties(Database.class)
  static class Application {}

  @ConfigurationProperties("db")
  record Database(String user, String password, int port) {}

  void run() throws Exception {
    write("application", Map.of("region", "west", "db.user", "nobody"));
    write("orders", Map.of("db.user", "orders", "db.password", "first", "db.port", 5432));
    write("orders/prod", Map.of("db.password", "prod"));
    root.write("plain/rotating", Map.of("rotating.password", "first", "ttl", "3s"));
    machine();
    brief();
    token();
    lenient();
    refused("invalid role name \"none\"", () -> start("--spring.cloud.vault.azure-msi.role=none"));
    refused("permission denied", () -> startWith(VaultToken.of("azs.unknown")));
  }

  private void write(String path, Map<String, Object> secret) {
    root.opsForVersionedKeyValue("kv-v2").put(path, secret);
  }

  private static ConfigurableApplicationContext start(String... arguments) {
    return new SpringApplicationBuilder(Application.class).run(arguments);
  }

  private static ConfigurableApplicationContext startWith(VaultToken token) {
    return start(
        "--spring.cloud.vault.authentication=TOKEN",
        "--spring.cloud.vault.token=" + token.getToken());
  }

  /** Logs in with the identity of the machine, and sees a secret change. */
  private void machine() throws InterruptedException {
    VaultTemplate template;
    try (ConfigurableApplicationContext context = start("--spring.profiles.active=prod")) {
      Environment properties = context.getEnvironment();
      check("of all applications", "west".equals(properties.getProperty("region")));
      check("of this one", "orders".equals(properties.getProperty("db.user")));
      check("of the profile", "prod".equals(properties.getProperty("db.password")));
      check("bound", context.getBean(Database.class).equals(new Database("orders", "prod", 5432)));
      check("version 1", "first".equals(properties.getProperty("rotating.password")));
      template = context.getBean(VaultTemplate.class);
      Map<String, Object> self = template.read("auth/token/lookup-self").getRequiredData();
      check("as the machine", self.get("path").equals("auth/" + Operator.MOUNT + "/login"));
      check("in its role", ((Map<?, ?>) self.get("meta")).get("role").equals("orders"));

      Eventually events = new Eventually();
      context.getBean(SecretLeaseContainer.class).addLeaseListener(events::add);
      root.write("plain/rotating", Map.of("rotating.password", "second", "ttl", "3s"));
      do {
        events.next(SecretLeaseRotatedEvent.class);
      } while (!"second".equals(properties.getProperty("rotating.password")));
      check("rotated", true);
    }
  }

  /** A token that must be renewed, and replaced, while the application runs. */
  private void brief() throws InterruptedException {
    VaultToken last;
    Eventually events = new Eventually();
    // Without leases: they would be read anew after the login, while the application closes.
    try (ConfigurableApplicationContext context =
        start(
            "--spring.cloud.vault.azure-msi.role=brief",
            "--spring.cloud.vault.config.lifecycle.enabled=false")) {
      SessionManager session = context.getBean(SessionManager.class);
      ((LifecycleAwareSessionManager) session).addAuthenticationListener(events::add);
      check("without a profile", context.getBean(Database.class).password().equals("first"));
      check("renewed", events.next(AfterLoginTokenRenewedEvent.class) != null);
      check("near its end", events.next(LoginTokenExpiredEvent.class) != null);
      check("goes on", context.getBean(VaultTemplate.class).read("plain/none") == null);
      last = events.next(AfterLoginEvent.class).getSource();
    }
    check("revokes", events.next(AfterLoginTokenRevocationEvent.class).getSource().equals(last));
    refused("permission denied", () -> Operator.template(last).read("auth/token/lookup-self"));
  }

  private void token() {
    VaultTokenRequest request = VaultTokenRequest.builder().withPolicy("orders").build();
    VaultToken token = root.opsForToken().create(request).getToken();
    try (ConfigurableApplicationContext context = startWith(token)) {
      check("with a token", context.getBean(Database.class).password().equals("first"));
      check("both versions", context.getEnvironment().getProperty("rotating.password") != null);
    }
    check(
        "whose life is the operator's matter",
        Operator.template(token).read("auth/token/lookup-self") != null);
  }

  /** Without {@code fail-fast}, an application without a login starts without its secrets. */
  private void lenient() {
    try (ConfigurableApplicationContext context =
        start("--spring.cloud.vault.fail-fast=false", "--spring.cloud.vault.azure-msi.role=none")) {
      check("starts", context.getEnvironment().getProperty("db.user") == null);
    }
  }
}
