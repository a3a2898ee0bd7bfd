# The page for a class: docker build -t unroll . && docker run -p 8000:8000 unroll
# Only what ./dev release has made is copied (build/packages/unroll): run that first.
FROM node:22-alpine
COPY build/packages/unroll /unroll
USER node
EXPOSE 8000
CMD ["node", "/unroll/unroll.mjs", "--host", "0.0.0.0"]
