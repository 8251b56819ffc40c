package client;

import static client.Checks.check;
import static client.Checks.refused;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.vault.authentication.AzureMsiAuthentication;
import org.springframework.vault.authentication.AzureMsiAuthenticationOptions;
import org.springframework.vault.authentication.LifecycleAwareSessionManager;
import org.springframework.vault.authentication.LifecycleAwareSessionManagerSupport.FixedTimeoutRefreshTrigger;
import org.springframework.vault.authentication.LoginToken;
import org.springframework.vault.authentication.event.AfterLoginEvent;
import org.springframework.vault.authentication.event.AfterLoginTokenRenewedEvent;
import org.springframework.vault.authentication.event.AfterLoginTokenRevocationEvent;
import org.springframework.vault.authentication.event.LoginTokenExpiredEvent;
import org.springframework.vault.client.VaultClients;
import org.springframework.vault.core.VaultTemplate;
import org.springframework.vault.core.lease.SecretLeaseContainer;
import org.springframework.vault.core.lease.domain.RequestedSecret;
import org.springframework.vault.core.lease.event.SecretLeaseCreatedEvent;
import org.springframework.vault.core.lease.event.SecretLeaseRotatedEvent;
import org.springframework.vault.core.lease.event.SecretNotFoundEvent;
import org.springframework.web.client.RestTemplate;

/** {@code LifecycleAwareSessionManager} and {@code SecretLeaseContainer}. */
final class Sessions {

  private final VaultTemplate root;
  private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

  Sessions(VaultTemplate root) {
    this.root = root;
  }

  void run() throws Exception {
    scheduler.setDaemon(true);
    scheduler.initialize();
    Operator.role(root, "brief", "8s", "12s");
    session();
    leases();
    refused("invalid role name \"none\"", () -> machine("none").login());
    scheduler.destroy();
  }

  private static AzureMsiAuthentication machine(String role) {
    URI metadata = URI.create("http://" + System.getenv("AZIMUTH_METADATA_ADDRESS") + "/metadata/");
    AzureMsiAuthenticationOptions options =
        AzureMsiAuthenticationOptions.builder()
            .path(Operator.MOUNT)
            .role(role)
            .instanceMetadataUri(metadata.resolve("instance?api-version=2017-12-01"))
            .identityTokenServiceUri(
                metadata.resolve(
                    "identity/oauth2/token?api-version=2018-02-01"
                        + "&resource=https://management.azure.com/"))
            .build();
    return new AzureMsiAuthentication(options, rest(), new RestTemplate(Operator.requests()));
  }

  private static RestTemplate rest() {
    return VaultClients.createRestTemplate(Operator.endpoint(), Operator.requests());
  }

  /** Renews before the end, logs in anew near the longest life, and revokes at the close. */
  private void session() throws InterruptedException {
    LifecycleAwareSessionManager session =
        new LifecycleAwareSessionManager(
            machine("brief"),
            scheduler,
            rest(),
            new FixedTimeoutRefreshTrigger(Duration.ofSeconds(4), Duration.ofSeconds(5)));
    Eventually events = new Eventually();
    session.addAuthenticationListener(events::add);
    VaultTemplate workload = new VaultTemplate(Operator.endpoint(), Operator.requests(), session);
    check("logged in", workload.read("plain/none") == null);
    LoginToken first = (LoginToken) events.next(AfterLoginEvent.class).getSource();
    check("for eight seconds", first.getLeaseDuration().equals(Duration.ofSeconds(8)));
    LoginToken renewed = (LoginToken) events.next(AfterLoginTokenRenewedEvent.class).getSource();
    check("renewed", renewed.equals(first) && !renewed.getLeaseDuration().isZero());
    LoginToken last = (LoginToken) events.next(LoginTokenExpiredEvent.class).getSource();
    check("near its end", last.getLeaseDuration().compareTo(Duration.ofSeconds(5)) <= 0);
    check("goes on", workload.read("plain/none") == null);
    LoginToken second = (LoginToken) events.next(AfterLoginEvent.class).getSource();
    check("with a new token", !second.equals(first));
    session.destroy();
    check("revokes", events.next(AfterLoginTokenRevocationEvent.class).getSource().equals(second));
    refused("permission denied", () -> Operator.template(second).read("auth/token/lookup-self"));
  }

  /** A secret with a lifetime is read again before its end. */
  private void leases() throws Exception {
    root.write("plain/credential", Map.of("password", "first", "ttl", "3s"));
    SecretLeaseContainer container = new SecretLeaseContainer(root, scheduler);
    container.setMinRenewal(Duration.ofSeconds(1));
    container.setExpiryThreshold(Duration.ofSeconds(2));
    Eventually events = new Eventually();
    container.addLeaseListener(events::add);
    container.afterPropertiesSet();
    container.start();
    RequestedSecret secret = container.requestRotatingSecret("plain/credential");
    SecretLeaseCreatedEvent read = events.next(SecretLeaseCreatedEvent.class);
    check(
        "read",
        read.getSource().equals(secret) && read.getSecrets().get("password").equals("first"));
    check("for three seconds", read.getLease().getLeaseDuration().equals(Duration.ofSeconds(3)));
    root.write("plain/credential", Map.of("password", "second", "ttl", "3s"));
    SecretLeaseRotatedEvent rotated;
    do {
      rotated = events.next(SecretLeaseRotatedEvent.class);
    } while (!rotated.getSecrets().get("password").equals("second"));
    check("rotated", rotated.getSource().equals(secret));
    container.requestRotatingSecret("plain/none");
    check("not found", events.next(SecretNotFoundEvent.class) != null);
    container.stop();
    container.destroy();
  }
}
