package io.azimuth.bootstrap.server;

/** Stands where the server will be: the one place that says so. */
public final class UnwiredServer implements AzimuthServer {

  private final StartupPlan plan;

  /** Takes over the plan. */
  public UnwiredServer(StartupPlan plan) {
    this.plan = plan;
  }

  @Override
  public void start() {
    throw new StartupException("the server is not wired");
  }

  @Override
  public void await() {}

  @Override
  public void reload() {}

  @Override
  public void stop() {
    plan.close();
  }
}
