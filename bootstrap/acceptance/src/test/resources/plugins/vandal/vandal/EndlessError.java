package vandal;

/** Poses as an error of the Java virtual machine and causes itself. */
final class EndlessError extends VirtualMachineError {

  private static final long serialVersionUID = 1L;

  @Override
  public synchronized Throwable getCause() {
    return this;
  }
}
