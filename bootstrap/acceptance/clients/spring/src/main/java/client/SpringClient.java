package client;

/** Drives a fresh server with Spring Vault and Spring Cloud Vault, unmodified. */
public final class SpringClient {

  private SpringClient() {}

  public static void main(String[] arguments) {
    try {
      Operator operator = Operator.open();
      new SystemOperations(operator.template()).run();
      operator.prepare();
      new TokenOperations(operator.template()).run();
      new KeyValueOperations(operator.template()).run();
      new WrappingOperations(operator.template()).run();
      new Sessions(operator.template()).run();
      new Applications(operator.template()).run();
      operator.seal();
      System.out.println("spring: " + Checks.passed() + " checks passed");
      System.exit(0);
    } catch (Throwable failure) {
      failure.printStackTrace();
      System.exit(1);
    }
  }
}
