/**
 * A copy of the whole store in one file: its format, how it is taken from a running server, and how
 * it is checked. No code here has a key: values are copied as the barrier encrypted them.
 */
package io.azimuth.application.snapshot;
