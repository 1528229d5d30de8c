# The desk as an image: `docs/operations.md`. A test repeats the last stage without Docker (`e2e/http/image.test.ts`).
# Pin both images by their digests in your registry: a tag may change.

FROM node:24-bookworm-slim AS build
WORKDIR /src
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
# No package needs its install script here: the only one that has one is the embedded database.
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build && npm run --silent sbom > .next/standalone/sbom.cdx.json && mkdir /data

# No shell, no package manager: Node, glibc and the certificates of the authorities.
FROM gcr.io/distroless/nodejs24-debian12:nonroot
WORKDIR /desk
COPY --from=build /src/.next/standalone /desk
# An empty place for the checkpoints of the audit trail. A new volume takes its owner.
COPY --from=build --chown=65532:65532 /data /data
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 AUDIT_CHECKPOINT_FILE=/data/audit-checkpoints.jsonl
USER 65532:65532
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["/nodejs/bin/node", "desk.mjs", "health"]
ENTRYPOINT ["/nodejs/bin/node", "desk.mjs"]
CMD ["serve"]
