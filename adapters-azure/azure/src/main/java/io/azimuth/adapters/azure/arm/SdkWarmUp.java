package io.azimuth.adapters.azure.arm;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import io.azimuth.adapters.azure.pipeline.BufferedResponse;
import io.azimuth.adapters.azure.pipeline.DirectoryCloudConfig;
import io.azimuth.adapters.azure.pipeline.DirectoryClouds;
import io.azimuth.adapters.azure.pipeline.PipelinePolicies;
import io.azimuth.adapters.azure.pipeline.RetryAfter;
import io.azimuth.adapters.azure.session.AzureSessions;
import io.azimuth.adapters.azure.signin.SignIn;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.ServerCredential;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.secret.SecretText;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * One question with all of the SDK and nothing of the network, since most of the first one's time
 * is the loading of thousands of classes.
 */
public final class SdkWarmUp {

  private static final Duration TIME = Duration.ofMinutes(1);
  private static final URI NOWHERE = URI.create("https://rehearsal.invalid/");
  private static final String TENANT = "00000000-0000-4000-8000-000000000000";
  private static final String GROUP =
      "/subscriptions/" + TENANT + "/resourceGroups/rehearsal/providers/";
  private static final String SET = GROUP + "Microsoft.Compute/virtualMachineScaleSets/set";
  private static final String IDENTITY =
      GROUP + "Microsoft.ManagedIdentity/userAssignedIdentities/identity";

  private final SignIn signIn;
  private final PipelinePolicies policies;
  private final Clock clock;

  public SdkWarmUp(SignIn signIn, PipelinePolicies policies, Clock clock) {
    this.signIn = signIn;
    this.policies = policies;
    this.clock = clock;
  }

  /** Asks it once. The answer matters to tests only. Blocks. */
  DirectoryAnswer run() {
    DirectoryClouds clouds =
        DirectoryClouds.through(
            (HttpClient) request -> Mono.fromSupplier(() -> answer(request)),
            new DirectoryCloudConfig(
                "rehearsal",
                NOWHERE,
                Optional.of(NOWHERE),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    AzureSessions sessions = new AzureSessions(clouds, signIn.uncounted(), policies, clock);
    return new ArmResourceDirectory(() -> sessions, () -> this, new RetryAfter(clock))
        .find(access(), ResourceId.parse(SET).orElseThrow(), TIME);
  }

  private static DirectoryAccess access() {
    return new DirectoryAccess(
        "rehearsal",
        0,
        "rehearsal",
        TENANT,
        new ServerCredential.ClientSecret(TENANT, SecretText.of("rehearsal")),
        new DirectoryAccess.Retries(0, Duration.ZERO, Duration.ZERO),
        DirectoryAccess.CallLog.NONE);
  }

  private static HttpResponse answer(HttpRequest request) {
    HttpHeaders headers = new HttpHeaders().set(HttpHeaderName.CONTENT_TYPE, "application/json");
    return new BufferedResponse(
        request, 200, headers, body(request).getBytes(StandardCharsets.UTF_8));
  }

  private static String body(HttpRequest request) {
    if (request.getHttpMethod() == HttpMethod.POST) {
      return "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"rehearsal\"}";
    }
    if (request.getUrl().getPath().endsWith("/identity")) {
      return "{\"id\":\"%s\",\"properties\":{\"principalId\":\"%s\"}}".formatted(IDENTITY, TENANT);
    }
    return "{\"id\":\"%s\",\"identity\":{\"userAssignedIdentities\":{\"%s\":{}}}}"
        .formatted(SET, IDENTITY);
  }
}
