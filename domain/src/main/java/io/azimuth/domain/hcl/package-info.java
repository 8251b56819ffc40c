/**
 * A strict reader of HCL (version 1) and of the same tree as JSON, for policies and configuration
 * files. Text that the grammar in {@code docs/reference/hcl.md} does not allow is an error with its
 * place.
 */
package io.azimuth.domain.hcl;
