package io.azimuth.adapters.azure.resource;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.azimuth.application.port.azure.DirectoryAccess;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Resource Manager as each access sees it. */
final class Sessions {

  private final PerAccess<ArmSession> sessions = new PerAccess<>(this::make);
  private final DirectoryClouds clouds;
  private final SignIn signIn;
  private final Policies policies;
  private final Clock clock;

  Sessions(DirectoryClouds clouds, SignIn signIn, Policies policies, Clock clock) {
    this.clouds = clouds;
    this.signIn = signIn;
    this.policies = policies;
    this.clock = clock;
  }

  /**
   * The session of that access.
   *
   * @throws UnusableAnswerException when the cloud is unknown or lacks what it takes
   * @throws SignInException when the credential cannot be used
   */
  ArmSession of(DirectoryAccess access) {
    return sessions.of(access);
  }

  int size() {
    return sessions.size();
  }

  private ArmSession make(DirectoryAccess access) {
    DirectoryCloudConfig cloud = clouds.named(access.cloud());
    URI resourceManager = cloud.resourceManagerOrRefuse();
    HttpClient client = clouds.clientOf(cloud);
    RenewableCredential credential =
        new RenewableCredential(() -> signIn.credential(access, cloud, client));
    return new ArmSession(
        new ArmClients(pipeline(access, cloud, credential), access.tenant(), resourceManager),
        clock);
  }

  HttpPipeline pipeline(
      DirectoryAccess access, DirectoryCloudConfig cloud, RenewableCredential credential) {
    List<HttpPipelinePolicy> all = new ArrayList<>(policies.ofEachCall());
    all.add(new OnlyHostPolicy(cloud.resourceManagerOrRefuse()));
    all.addAll(policies.ofEachTry(access));
    all.add(new WaitedForBearerPolicy(credential, cloud.scope(), clock));
    all.add(new CallLogPolicy(access.logLevel()));
    return new HttpPipelineBuilder()
        .policies(all.toArray(HttpPipelinePolicy[]::new))
        .httpClient(clouds.clientOf(cloud))
        .build();
  }
}
