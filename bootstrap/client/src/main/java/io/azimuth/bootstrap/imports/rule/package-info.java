/**
 * The rules of an import, without input and output: what is the same, what differs, what is kept.
 */
package io.azimuth.bootstrap.imports.rule;
