package io.azimuth.adapters.azure.arm;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.azimuth.adapters.azure.pipeline.AllowedHostPolicy;
import io.azimuth.adapters.azure.pipeline.CallLogPolicy;
import io.azimuth.adapters.azure.pipeline.DirectoryCloudConfig;
import io.azimuth.adapters.azure.pipeline.DirectoryClouds;
import io.azimuth.adapters.azure.pipeline.PipelinePolicies;
import io.azimuth.adapters.azure.pipeline.SessionCache;
import io.azimuth.adapters.azure.pipeline.UnusableAnswerException;
import io.azimuth.adapters.azure.signin.DetachedBearerPolicy;
import io.azimuth.adapters.azure.signin.RenewableCredential;
import io.azimuth.adapters.azure.signin.SignIn;
import io.azimuth.adapters.azure.signin.SignInException;
import io.azimuth.azure.port.DirectoryAccess;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Resource Manager as each access sees it. */
public final class ArmSessions {

  private final SessionCache<ArmSession> sessions = new SessionCache<>(this::make);
  private final DirectoryClouds clouds;
  private final SignIn signIn;
  private final PipelinePolicies policies;
  private final Clock clock;

  public ArmSessions(
      DirectoryClouds clouds, SignIn signIn, PipelinePolicies policies, Clock clock) {
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
  public ArmSession of(DirectoryAccess access) {
    return sessions.of(access);
  }

  public int size() {
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

  public HttpPipeline pipeline(
      DirectoryAccess access, DirectoryCloudConfig cloud, RenewableCredential credential) {
    List<HttpPipelinePolicy> all = new ArrayList<>(policies.ofEachCall());
    all.add(new AllowedHostPolicy(cloud.resourceManagerOrRefuse()));
    all.addAll(policies.ofEachTry(access));
    all.add(new DetachedBearerPolicy(credential, cloud.scope(), clock));
    all.add(new CallLogPolicy(access.logLevel()));
    return new HttpPipelineBuilder()
        .policies(all.toArray(HttpPipelinePolicy[]::new))
        .httpClient(clouds.clientOf(cloud))
        .build();
  }
}
