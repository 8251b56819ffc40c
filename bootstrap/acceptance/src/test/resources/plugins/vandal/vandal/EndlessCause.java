package vandal;

/** Causes itself. */
final class EndlessCause extends RuntimeException {

  private static final long serialVersionUID = 1L;

  EndlessCause(String message) {
    super(message);
  }

  @Override
  public synchronized Throwable getCause() {
    return this;
  }
}
