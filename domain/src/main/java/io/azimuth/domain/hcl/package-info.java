/**
 * A strict reader of HCL (version 1) and of the same tree as JSON, for policies and configuration
 * files. Whatever the grammar in {@code docs/hcl.md} does not name is an error with its place.
 */
package io.azimuth.domain.hcl;
